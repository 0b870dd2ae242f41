import { accepted, type IdentifierVerdict, refused } from './verdict.ts';

const form = /^[0-9]{4}[0-9A-Z]{2}[0-9]{3}$/;

/** Reason code of tax registration: tax office, reason, serial number. It has a form, but no check digit. */
export function checkKpp(value: string): IdentifierVerdict {
  if (value.length !== 9) return refused('kpp.length');
  return form.test(value) ? accepted : refused('kpp.form');
}
