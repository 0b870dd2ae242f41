import type { Text } from '../../definitions/schema/definition.ts';

/** A letter as data: Liquid without logic of its own beyond choosing words; nothing of it is HTML. */
export interface LetterTemplate {
  key: string;
  title: Text;
  subject: Required<Text>;
  text: Required<Text>;
}

export type Language = 'ru' | 'en';

export interface Letter {
  subject: string;
  text: string;
}
