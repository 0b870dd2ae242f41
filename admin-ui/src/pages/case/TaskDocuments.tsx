import { Alert, Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../api/problem.ts';
import { type StoredFile, uploadFile, type UserTask } from '../../api/work.ts';
import { say } from '../../i18n/index.ts';
import { FileButton } from './FileButton.tsx';
import { sizeInWords } from './size-in-words.ts';

export interface Picked {
  document: string;
  file: StoredFile;
}

interface TaskDocumentsProps {
  rules: UserTask['documents'];
  picked: Picked[];
  onChange: (picked: Picked[]) => void;
}

/** Documents a user task asks for: uploaded at once, attached to the case with the completion. */
export function TaskDocuments({ rules, picked, onChange }: TaskDocumentsProps) {
  const { t, i18n } = useTranslation();
  const [problem, setProblem] = useState<string>();
  if (rules.length === 0) return null;
  const add = async (document: string, chosen: File) => {
    setProblem(undefined);
    try {
      const file = await uploadFile(chosen);
      onChange([...picked, { document, file }]);
    } catch (error) {
      setProblem(error instanceof Problem ? error.message : t('app.fault'));
    }
  };
  return (
    <Box role="group" aria-label={t('work.documentsOfTask')} sx={{ mt: 2, display: 'grid', gap: 1.5 }}>
      <Typography variant="h3">{t('work.documentsOfTask')}</Typography>
      {problem && <Alert severity="error">{problem}</Alert>}
      {rules.map((rule) => {
        const own = picked.filter(({ document }) => document === rule.key);
        return (
          <Box key={rule.key}>
            <Typography>
              {say(rule.title)}
              {rule.required ? ` (${t('work.required')})` : ''}
            </Typography>
            <Typography variant="body2" color="text.secondary">
              {say(rule.description)}{' '}
              {t('work.limits', {
                formats: rule.formats.join(', ').toUpperCase(),
                size: sizeInWords(rule.maxBytes, i18n.language),
              })}
            </Typography>
            <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
              {own.map(({ file }) => (
                <li key={file.id}>
                  {file.name}{' '}
                  <Button size="small" onClick={() => onChange(picked.filter((other) => other.file.id !== file.id))}>
                    {t('work.remove', { name: file.name })}
                  </Button>
                </li>
              ))}
            </Box>
            {(rule.maxCount === undefined || own.length < rule.maxCount) && (
              <FileButton
                label={t('work.attachTo', { title: say(rule.title) })}
                formats={rule.formats}
                onFile={(chosen) => add(rule.key, chosen)}
              >
                {t('work.attach')}
              </FileButton>
            )}
          </Box>
        );
      })}
    </Box>
  );
}
