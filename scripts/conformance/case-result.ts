/** One judged case of a conformance kit; `--json` writes an array of these. */
export interface CaseResult {
  kit: 'bpmn' | 'dmn' | 'calendar';
  group: string;
  /** Path inside the kit's folder. */
  file: string;
  case: string;
  /** `unsupported`: the product said itself that it does not know an element, function or year. */
  status: 'passed' | 'failed' | 'unsupported';
  expected: unknown;
  got: unknown;
  /** What is unsupported, or which error came; empty otherwise. */
  reason: string;
}
