import { Box, FormControl } from '@mui/material';
import type { MultiSchemaFieldTemplateProps } from '@rjsf/utils';

/** A choice between shapes: the selector first, labelled, then the fields of the chosen shape. */
export function MultiSchemaFieldTemplate({ selector, optionSchemaField, schema }: MultiSchemaFieldTemplateProps) {
  return (
    <Box role="group" aria-label={schema.title} sx={{ mb: 2 }}>
      <FormControl fullWidth sx={{ mb: 1 }}>
        {selector}
      </FormControl>
      {optionSchemaField}
    </Box>
  );
}
