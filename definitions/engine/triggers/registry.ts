import type { TriggerKinds } from '../handler.ts';
import { cancel } from './cancel.ts';
import { compensation } from './compensation.ts';
import { conditional } from './conditional.ts';
import { deadline } from './deadline.ts';
import { error } from './error.ts';
import { escalation } from './escalation.ts';
import { link } from './link.ts';
import { message } from './message.ts';
import { signal } from './signal.ts';
import { terminate } from './terminate.ts';
import { timer } from './timer.ts';

export const triggerKinds = {
  timer,
  deadline,
  message,
  signal,
  error,
  escalation,
  conditional,
  compensation,
  cancel,
  terminate,
  link,
} satisfies TriggerKinds;
