/**
 * Why an event can't be accepted now. One rule, three users: the Temporal Update validator, the API's pre-check and the
 * greyed-out button. Codes are durable identifiers documented in docs/errors.md.
 */
export interface Rejection {
  code: string;
  /** JSON pointer into the event's data. */
  pointer: string;
  message: string;
  /** The same in Russian, where the rule that refuses has words with values in them. */
  ru?: string;
  /** Further problems of the same event (form fields). */
  details?: { code: string; pointer: string; message: string }[];
}
