import { describe, expect, it } from 'vitest';
import { AnInstance, type AnElement, aProgramme } from './a-definition.ts';

const start: AnElement = { type: 'startEvent', id: 'start' };
const undo = (of: string, handler: string): AnElement[] => [
  { type: 'boundaryEvent', id: `${of}-undo`, attachedTo: of, triggers: [{ type: 'compensation' }] },
  {
    type: 'scriptTask',
    id: handler,
    forCompensation: true,
    assignments: [{ to: 'log', value: `append(log, "${handler}")` }],
  },
];
const book = (id: string): AnElement => ({ type: 'manualTask', id });

describe('compensation', () => {
  const elements: AnElement[] = [
    start,
    book('flight'),
    ...undo('flight', 'cancelFlight'),
    book('hotel'),
    ...undo('hotel', 'cancelHotel'),
    { type: 'intermediateThrowEvent', id: 'regret', triggers: [{ type: 'compensation' }] },
    { type: 'endEvent', id: 'end' },
  ];
  const flows = [
    'start>flight',
    'flight-undo>cancelFlight',
    'flight>hotel',
    'hotel-undo>cancelHotel',
    'hotel>regret',
    'regret>end',
  ];

  it('undoes what has completed in its scope, the last first, before the token goes on', () => {
    const instance = new AnInstance(aProgramme(elements, flows), { log: [] });
    expect(instance.variables['log']).toEqual(['cancelHotel', 'cancelFlight']);
    expect(instance.path.at(-1)).toBe('end');
    expect(instance.state.status).toBe('completed');
  });

  it('undoes one activity when it names one', () => {
    const named = elements.map((element) =>
      element.id === 'regret'
        ? ({ ...element, triggers: [{ type: 'compensation', activity: 'flight' }] } as AnElement)
        : element,
    );
    const instance = new AnInstance(aProgramme(named, flows), { log: [] });
    expect(instance.variables['log']).toEqual(['cancelFlight']);
  });

  it('undoes nothing twice, and nothing that has not completed', () => {
    const twice = aProgramme(
      [
        start,
        book('flight'),
        ...undo('flight', 'cancelFlight'),
        { type: 'intermediateThrowEvent', id: 'one', triggers: [{ type: 'compensation' }] },
        { type: 'endEvent', id: 'two', triggers: [{ type: 'compensation' }] },
      ],
      ['start>flight', 'flight-undo>cancelFlight', 'flight>one', 'one>two'],
    );
    expect(new AnInstance(twice, { log: [] }).variables['log']).toEqual(['cancelFlight']);
  });

  it('waits for a handler that takes time', () => {
    const slow = elements.map((element) =>
      element.id === 'cancelHotel'
        ? ({ type: 'userTask', id: 'cancelHotel', forCompensation: true } as AnElement)
        : element,
    );
    const instance = new AnInstance(aProgramme(slow, flows), { log: [] });
    expect(instance.open).toEqual(['cancelHotel']);
    expect(instance.path).not.toContain('end');
    instance.complete('cancelHotel');
    expect(instance.variables['log']).toEqual(['cancelFlight']);
    expect(instance.state.status).toBe('completed');
  });

  it('reaches into a completed sub-process, with the variables it had', () => {
    const programme = aProgramme(
      [
        start,
        { type: 'subProcess', id: 'trip' },
        { type: 'startEvent', id: 'go', parent: 'trip' },
        { type: 'scriptTask', id: 'book', parent: 'trip', assignments: [{ to: 'ticket', value: '"T-1"' }] },
        {
          type: 'boundaryEvent',
          id: 'book-undo',
          attachedTo: 'book',
          parent: 'trip',
          triggers: [{ type: 'compensation' }],
        },
        {
          type: 'scriptTask',
          id: 'refund',
          parent: 'trip',
          forCompensation: true,
          assignments: [{ to: 'log', value: 'append(log, ticket)' }],
        },
        { type: 'endEvent', id: 'end', triggers: [{ type: 'compensation', activity: 'trip' }] },
      ],
      ['start>trip', 'go>book', 'book-undo>refund', 'trip>end'],
      { dataObjects: [{ name: 'ticket', parent: 'trip' }] },
    );
    const instance = new AnInstance(programme, { log: [] });
    expect(instance.variables).toEqual({ log: ['T-1'] });
    expect(instance.state.status).toBe('completed');
  });

  it('undoes every run of a multi-instance activity', () => {
    const programme = aProgramme(
      [
        start,
        { ...book('flight'), loop: { type: 'multiInstance', cardinality: '3' } } as AnElement,
        ...undo('flight', 'cancelFlight'),
        { type: 'endEvent', id: 'end', triggers: [{ type: 'compensation' }] },
      ],
      ['start>flight', 'flight-undo>cancelFlight', 'flight>end'],
    );
    expect(new AnInstance(programme, { log: [] }).variables['log']).toHaveLength(3);
  });

  it('lets a sub-process undo itself by an event sub-process', () => {
    const programme = aProgramme(
      [
        start,
        { type: 'subProcess', id: 'trip' },
        { type: 'startEvent', id: 'go', parent: 'trip' },
        { type: 'eventSubProcess', id: 'undo', parent: 'trip' },
        { type: 'startEvent', id: 'undoing', parent: 'undo', triggers: [{ type: 'compensation' }] },
        {
          type: 'scriptTask',
          id: 'note',
          parent: 'undo',
          assignments: [{ to: 'log', value: 'append(log, "undone")' }],
        },
        { type: 'endEvent', id: 'end', triggers: [{ type: 'compensation' }] },
      ],
      ['start>trip', 'undoing>note', 'trip>end'],
    );
    const instance = new AnInstance(programme, { log: [] });
    expect(instance.variables['log']).toEqual(['undone']);
    expect(instance.state.status).toBe('completed');
  });
});

describe('a transaction', () => {
  const elements: AnElement[] = [
    start,
    { type: 'transaction', id: 'deal' },
    { type: 'startEvent', id: 'begin', parent: 'deal' },
    { type: 'manualTask', id: 'reserve', parent: 'deal' },
    {
      type: 'boundaryEvent',
      id: 'reserve-undo',
      attachedTo: 'reserve',
      parent: 'deal',
      triggers: [{ type: 'compensation' }],
    },
    {
      type: 'scriptTask',
      id: 'release',
      parent: 'deal',
      forCompensation: true,
      assignments: [{ to: 'log', value: 'append(log, "release")' }],
    },
    { type: 'parallelGateway', id: 'split', parent: 'deal' },
    { type: 'userTask', id: 'other', parent: 'deal' },
    { type: 'userTask', id: 'decide', parent: 'deal' },
    { type: 'endEvent', id: 'no', parent: 'deal', triggers: [{ type: 'cancel' }] },
    { type: 'endEvent', id: 'yes', parent: 'deal' },
    { type: 'exclusiveGateway', id: 'x', parent: 'deal' },
    { type: 'boundaryEvent', id: 'cancelled', attachedTo: 'deal', triggers: [{ type: 'cancel' }] },
    { type: 'endEvent', id: 'sorry' },
    { type: 'endEvent', id: 'done' },
  ];
  const flows = [
    'start>deal',
    'begin>reserve',
    'reserve-undo>release',
    'reserve>split',
    'split>other',
    'split>decide',
    'decide>x',
    'x>no:cancel',
    'x>yes:*',
    'other>yes',
    'deal>done',
    'cancelled>sorry',
  ];

  it('is undone by a cancel end event: what runs is cancelled, what completed compensated, then on along the cancel boundary', () => {
    const instance = new AnInstance(aProgramme(elements, flows), { log: [] });
    instance.complete('decide', { form: { cancel: true } });
    expect(instance.variables['log']).toEqual(['release']);
    expect(instance.path.at(-1)).toBe('sorry');
    expect(instance.state.status).toBe('completed');
    expect(instance.state.userTasks).toEqual({});
  });

  it('completes like a sub-process otherwise', () => {
    const instance = new AnInstance(aProgramme(elements, flows), { log: [] });
    instance.complete('decide', { form: { cancel: false } });
    instance.complete('other');
    expect(instance.path.at(-1)).toBe('done');
    expect(instance.variables['log']).toEqual([]);
  });
});
