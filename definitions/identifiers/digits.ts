const onlyDigits = /^[0-9]+$/;

/** ASCII digits only: other scripts have digits too, registers do not. */
export function isDigits(value: string): boolean {
  return onlyDigits.test(value);
}

/** Sum of the leading digits, each times the weight at its place. */
export function weightedSum(value: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, place) => sum + weight * Number(value[place]), 0);
}
