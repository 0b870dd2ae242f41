/**
 * A problem in data that stops one item of work: it becomes an incident. Thrown inside the engine only and caught
 * there; nothing outside sees it.
 */
export class Problem extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'Problem';
    this.code = code;
  }
}
