import { expect, test } from 'vitest';
import { countTests, type VitestReport } from '../ground/count.ts';

function aReport(files: { status?: string; tests: string[] }[]): VitestReport {
  const statuses = files.flatMap(({ tests }) => tests);
  return {
    numPassedTests: statuses.filter((status) => status === 'passed').length,
    numFailedTests: statuses.filter((status) => status === 'failed').length,
    testResults: files.map(({ status = 'passed', tests }) => ({
      status,
      assertionResults: tests.map((test) => ({ status: test })),
    })),
  };
}

test('tests of all files are summed', () => {
  expect(countTests(aReport([{ tests: ['passed', 'passed'] }, { tests: ['passed'] }]), 0)).toEqual({
    passed: 3,
    failed: 0,
  });
  expect(countTests(aReport([{ status: 'failed', tests: ['passed', 'failed'] }]), 1)).toEqual({ passed: 1, failed: 1 });
});

test('a file that could not be loaded counts as a failure, though no test of it failed', () => {
  expect(countTests(aReport([{ tests: ['passed'] }, { status: 'failed', tests: [] }]), 1)).toEqual({
    passed: 1,
    failed: 1,
  });
});

test('a test that did not run has not passed', () => {
  expect(countTests(aReport([{ tests: ['passed', 'skipped', 'todo'] }]), 0)).toEqual({ passed: 1, failed: 2 });
});

test('a run without a report, without tests, or with an error outside any test is a failure', () => {
  expect(countTests(undefined, 0)).toEqual({ passed: 0, failed: 1 });
  expect(countTests(aReport([]), 0)).toEqual({ passed: 0, failed: 1 });
  expect(countTests(aReport([{ tests: ['passed'] }]), 1)).toEqual({ passed: 1, failed: 1 });
});
