import { generateForm } from '@rjsf/mui';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localised } from './localised.ts';
import { MultiSchemaFieldTemplate } from './MultiSchemaFieldTemplate.tsx';
import { translateString } from './rjsf-words.ts';
import { validator } from './validator.ts';

export type FormData = Record<string, unknown>;

const Form = generateForm<FormData>();

interface SchemaFormProps {
  schema: RJSFSchema;
  ui?: UiSchema;
  data: FormData;
  onChange: (data: FormData) => void;
  onSubmit?: (data: FormData) => void;
  disabled?: boolean;
  readonly?: boolean;
  /** Buttons below the fields; without any, the form has no submit button of its own. */
  children?: ReactNode;
  id?: string;
}

/** A form made from JSON Schema and judged by the same interpreter as on the server. */
export function SchemaForm({
  schema,
  ui,
  data,
  onChange,
  onSubmit,
  disabled,
  readonly,
  children,
  id,
}: SchemaFormProps) {
  const { i18n } = useTranslation();
  const words = useMemo(() => localised(schema, i18n.language), [schema, i18n.language]);
  const uiSchema = useMemo<UiSchema>(() => ({ ...ui, 'ui:submitButtonOptions': { norender: true } }), [ui]);
  return (
    <Form
      id={id}
      key={i18n.language}
      schema={words}
      uiSchema={uiSchema as UiSchema<FormData>}
      formData={data}
      validator={validator}
      translateString={translateString}
      templates={{ MultiSchemaFieldTemplate }}
      showErrorList={false}
      noHtml5Validate
      focusOnFirstError
      disabled={disabled}
      readonly={readonly}
      onChange={({ formData }) => onChange(formData ?? {})}
      onSubmit={({ formData }) => onSubmit?.(formData ?? {})}
    >
      {children ?? <span />}
    </Form>
  );
}
