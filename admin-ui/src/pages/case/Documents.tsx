import { Alert, Box, Link, MenuItem, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessDefinition } from '../../../../definitions/schema/definition.ts';
import { Problem } from '../../api/problem.ts';
import { attachDocuments, type Case, fileAddress, uploadFile } from '../../api/work.ts';
import { instantInWords } from '../../app/dates.ts';
import { useSession } from '../../app/session.tsx';
import { say } from '../../i18n/index.ts';
import { FileButton } from './FileButton.tsx';
import { sizeInWords } from './size-in-words.ts';
import { Section } from './Section.tsx';

interface DocumentsProps {
  one: Case;
  definition: ProcessDefinition | undefined;
  onAttached: () => Promise<unknown>;
}

/** Papers of the case, to fetch; and another one to put with them. */
export function Documents({ one, definition, onAttached }: DocumentsProps) {
  const { t, i18n } = useTranslation();
  const { has } = useSession();
  const rules = definition?.documents ?? [];
  const titleOf = (key: string) => say(rules.find((rule) => rule.key === key)?.title) || key;
  const mayAttach = one.endedAt === undefined && has('administrator', 'official', 'senior', 'head');
  return (
    <Section title={t('case.documents')}>
      {one.documents.length === 0 && <Typography color="text.secondary">{t('case.noDocuments')}</Typography>}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {one.documents.map((document) => (
          <Box component="li" key={document.fileId} sx={{ mb: 0.5, overflowWrap: 'anywhere' }}>
            <Link
              href={fileAddress(document.fileId)}
              download={document.name}
              aria-label={t('case.download', { name: document.name })}
            >
              {document.name}
            </Link>
            <Typography variant="body2" color="text.secondary">
              {titleOf(document.document)} · {sizeInWords(document.bytes, i18n.language)} ·{' '}
              {instantInWords(document.attachedAt, i18n.language)}
            </Typography>
          </Box>
        ))}
      </Box>
      {mayAttach && rules.length > 0 && <Attach id={one.id} rules={rules} onAttached={onAttached} />}
    </Section>
  );
}

function Attach({
  id,
  rules,
  onAttached,
}: {
  id: string;
  rules: NonNullable<ProcessDefinition['documents']>;
  onAttached: DocumentsProps['onAttached'];
}) {
  const { t } = useTranslation();
  const [kind, setKind] = useState(rules[0]?.key ?? '');
  const [problem, setProblem] = useState<string>();
  const rule = rules.find(({ key }) => key === kind);
  const attach = async (file: File) => {
    setProblem(undefined);
    try {
      const { id: fileId } = await uploadFile(file);
      await attachDocuments(id, [{ document: kind, fileId }]);
      await onAttached();
    } catch (error) {
      setProblem(error instanceof Problem ? error.message : t('app.fault'));
    }
  };
  return (
    <Box sx={{ mt: 2, display: 'grid', gap: 1 }}>
      <Typography variant="h3">{t('case.addDocument')}</Typography>
      {problem && <Alert severity="error">{problem}</Alert>}
      <TextField
        select
        size="small"
        id="document-kind"
        label={t('case.kind')}
        value={kind}
        onChange={(event) => setKind(event.target.value)}
      >
        {rules.map(({ key, title }) => (
          <MenuItem key={key} value={key}>
            {say(title)}
          </MenuItem>
        ))}
      </TextField>
      <FileButton label={t('work.attachTo', { title: say(rule?.title) })} formats={rule?.formats ?? []} onFile={attach}>
        {t('work.attach')}
      </FileButton>
    </Box>
  );
}
