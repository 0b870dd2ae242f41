/** Bytes as people say them. */
export function sizeInWords(bytes: number, language: string): string {
  const unit = bytes >= 1_048_576 ? 'megabyte' : bytes >= 1_024 ? 'kilobyte' : 'byte';
  const amount = unit === 'megabyte' ? bytes / 1_048_576 : unit === 'kilobyte' ? bytes / 1_024 : bytes;
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(amount);
}
