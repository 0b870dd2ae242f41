import { Box, Typography } from '@mui/material';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ProcessDefinition } from '../../../../definitions/schema/definition.ts';
import type { Case } from '../../api/work.ts';
import { Section } from './Section.tsx';

interface Field {
  title?: string;
  properties?: { [name: string]: Field };
  'x-en'?: { title?: string };
}

type Values = { [name: string]: unknown };

/** What the applicant filed and what became of it, under the titles of the procedure's forms. */
export function CaseData({ one, definition }: { one: Case; definition: ProcessDefinition | undefined }) {
  const { t } = useTranslation();
  const data: Values = one.data ?? {};
  const fields = fieldsOf(definition);
  const filed = Object.keys(fields).filter((name) => isThere(data[name]));
  const rest = Object.keys(data).filter((name) => !(name in fields) && isThere(data[name]));
  return (
    <Section title={t('case.data')}>
      {filed.length + rest.length === 0 && <Typography color="text.secondary">{t('case.noData')}</Typography>}
      {filed.length > 0 && <Values names={filed} data={data} fields={fields} />}
      {rest.length > 0 && (
        <Box component="details" sx={{ mt: 1 }}>
          <Box component="summary" sx={{ cursor: 'pointer' }}>
            {t('case.moreData')}
          </Box>
          <Values names={rest} data={data} fields={{}} />
        </Box>
      )}
    </Section>
  );
}

function Values({ names, data, fields }: { names: string[]; data: Values; fields: { [name: string]: Field } }) {
  const { t, i18n } = useTranslation();
  return (
    <Box component="dl" sx={{ m: 0 }}>
      {names.map((name) => (
        <Box key={name} sx={{ mb: 1 }}>
          <Typography component="dt" variant="body2" color="text.secondary">
            {titleOf(fields[name], i18n.language) ?? name}
          </Typography>
          <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            <Value value={data[name]} field={fields[name]} t={t} />
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function Value({ value, field, t }: { value: unknown; field: Field | undefined; t: TFunction }) {
  if (typeof value === 'boolean') return <>{t(value ? 'case.yes' : 'case.no')}</>;
  if (Array.isArray(value)) {
    return (
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {value.map((item, index) => (
          <li key={String(index)}>
            <Value value={item} field={undefined} t={t} />
          </li>
        ))}
      </Box>
    );
  }
  if (typeof value === 'object' && value !== null) {
    const inner = value as Values;
    return (
      <Box sx={{ pl: 2, borderLeft: 2, borderColor: 'divider' }}>
        <Values
          names={Object.keys(inner).filter((name) => isThere(inner[name]))}
          data={inner}
          fields={field?.properties ?? {}}
        />
      </Box>
    );
  }
  return <>{String(value)}</>;
}

const isThere = (value: unknown) => value !== null && value !== undefined && value !== '';

function titleOf(field: Field | undefined, language: string): string | undefined {
  return language === 'en' ? (field?.['x-en']?.title ?? field?.title) : field?.title;
}

/** Fields of the forms a case is started with. */
function fieldsOf(definition: ProcessDefinition | undefined): { [name: string]: Field } {
  const fields: { [name: string]: Field } = {};
  for (const element of definition?.elements ?? []) {
    if (element.type === 'startEvent' && element.form)
      Object.assign(fields, (element.form.schema as Field).properties ?? {});
  }
  return fields;
}
