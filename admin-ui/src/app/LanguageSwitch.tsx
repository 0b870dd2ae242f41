import { ToggleButton, ToggleButtonGroup } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, type Language } from '../i18n/index.ts';

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={i18n.language}
      aria-label={t('app.language')}
      onChange={(_, language: Language | null) => language && chooseLanguage(language)}
    >
      <ToggleButton value="ru" lang="ru" aria-label={`RU, ${t('app.russian')}`}>
        RU
      </ToggleButton>
      <ToggleButton value="en" lang="en" aria-label={`EN, ${t('app.english')}`}>
        EN
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
