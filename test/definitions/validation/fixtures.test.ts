import { describe, expect, test } from 'vitest';
import { checkDefinition, issueCodes, parseJson } from '../../../definitions/validation/index.ts';
import { changedDefinition, type Fixture, fixtureNames, minimalDefinition, readFixture } from './fixture.ts';

function issuesOf(fixture: Fixture): [string, string][] {
  const { repeat } = fixture;
  const text =
    repeat === undefined ? fixture.text : repeat.open.repeat(repeat.times) + repeat.close.repeat(repeat.times);
  if (text !== undefined) {
    const parsed = parseJson(text);
    return parsed.ok ? [] : [[parsed.problem.code, parsed.problem.pointer]];
  }
  return checkDefinition(changedDefinition(fixture), fixture.context).map(({ code, pointer }) => [code, pointer]);
}

describe('checks before publication', () => {
  test('nothing is wrong with the minimal definition', () => {
    expect(
      checkDefinition(minimalDefinition(), { connectors: {}, procedures: {}, decisions: [], calendars: { ru: [] } }),
    ).toEqual([]);
  });

  test('every code has a fixture named for it, and every fixture a code', () => {
    expect(fixtureNames).toEqual(Object.keys(issueCodes).sort());
  });

  test.each(fixtureNames)('%s is reported at its pointer, and nothing else', (name) => {
    const fixture = readFixture(name);
    expect(issuesOf(fixture)).toEqual(fixture.issues);
    expect(fixture.issues.map(([code]) => code)).toContain(name);
  });

  test.each(fixtureNames)('%s says in both languages what is wrong and what to do, with nothing left blank', (name) => {
    const fixture = readFixture(name);
    if (fixture.text !== undefined || fixture.repeat !== undefined) return;
    const issue = checkDefinition(changedDefinition(fixture), fixture.context).find(({ code }) => code === name);
    for (const text of [issue?.message, issue?.remedy]) {
      expect(text?.ru).toMatch(/[а-яё]/i);
      expect(text?.ru).not.toMatch(/\{\w+\}|undefined/);
      expect(text?.en).not.toMatch(/[а-яё]{4}|\{\w+\}|undefined/i);
    }
    expect(issue?.category).toBe(name.startsWith('unsupported.') ? 'unsupported' : 'invalid');
  });
});
