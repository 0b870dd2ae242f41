import type { LiteralDecision, Variables } from '../../definitions/engine/index.ts';
import type { ElementType, ProcessDefinition } from '../../definitions/schema/definition.ts';
import { aDefinition, type AnElement } from '../../test/definitions/engine/a-definition.ts';

/** What is done to a living instance; each waits until it can be done. */
export type Act =
  | { complete: string; outcome?: string; form?: Variables; reason?: string }
  | { advance: string }
  | { message: string; correlationKey?: unknown; payload?: Variables }
  | { signal: string }
  | { incident: 'retry' | 'resolve'; value?: unknown }
  | { activate: string }
  /** A correction of case data that changes nothing: it makes the history longer. */
  | { correct: Variables }
  | { suspend: true }
  | { resume: true }
  | { cancel: true };

/** How a life goes. */
export type Kind = 'happy' | 'timer' | 'error' | 'cancel' | 'continueAsNew';

/** A part of a process that shows an element at work. */
export interface Piece {
  type: ElementType;
  elements: AnElement[];
  /** As `aDefinition` writes them. */
  flows?: string[];
  /** Where a token comes in and where it leaves; absent `last`: it ends inside. */
  first: string;
  last?: string;
  acts?: Act[];
  /** The piece stands still until its first act. */
  waits?: boolean;
  input?: Variables;
  more?: Partial<ProcessDefinition>;
  /** Other procedures it needs, published first. */
  others?: ProcessDefinition[];
  decisions?: { [key: string]: LiteralDecision };
}

export interface HistoryCase {
  /** `<element type>-<kind>`, with a word more where there are several. */
  name: string;
  type: ElementType;
  kind: Kind;
  definition: ProcessDefinition;
  others: ProcessDefinition[];
  decisions: { [key: string]: LiteralDecision };
  input: Variables;
  acts: Act[];
  startElement?: string;
  message?: { name: string };
  /** History events after which a new run begins. */
  historyEvents?: number;
}

/** Few enough that two corrections make a run too long, more than a run has at its beginning. */
export const SHORT_RUN = 9;

const nudge: Act[] = [{ correct: { note: 'одна' } }, { correct: { note: 'другая' } }];
const start: AnElement = { type: 'startEvent', id: 'start' };
const end: AnElement = { type: 'endEvent', id: 'end' };

interface Written extends Partial<Pick<HistoryCase, 'startElement' | 'message' | 'historyEvents'>> {
  word?: string;
}

/** A case from a piece and what stands around it. */
export function aCase(piece: Piece, kind: Kind, around: Around, acts: Act[], written: Written = {}): HistoryCase {
  const { word, ...more } = written;
  const name = [piece.type, kind, word]
    .filter(Boolean)
    .join('-')
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return {
    name,
    type: piece.type,
    kind,
    definition: aDefinition(around.elements, around.flows, { key: name, ...piece.more }),
    others: piece.others ?? [],
    decisions: piece.decisions ?? {},
    input: { note: '', ...piece.input },
    acts,
    ...more,
  };
}

interface Around {
  elements: AnElement[];
  flows: string[];
}

/** From start to end. */
function straight({ elements, flows = [], first, last }: Piece): Around {
  return {
    elements: [start, ...elements, end],
    flows: [`start>${first}`, ...flows, ...(last ? [`${last}>end`] : [])],
  };
}

/** Between two user tasks, so that there is a wait before and after. */
function between({ elements, flows = [], first, last }: Piece): Around {
  const tasks: AnElement[] = [
    { type: 'userTask', id: 'before' },
    { type: 'userTask', id: 'after' },
  ];
  return {
    elements: [start, ...tasks, ...elements, end],
    flows: ['start>before', `before>${first}`, ...flows, ...(last ? [`${last}>after`] : []), 'after>end'],
  };
}

/** In a sub-process that something interrupts. */
function framed({ elements, flows = [], first, last }: Piece, more: AnElement[], moreFlows: string[]): Around {
  const inside = [
    ...elements,
    { type: 'startEvent', id: 'inner' },
    { type: 'endEvent', id: 'inner-end' },
  ] as AnElement[];
  return {
    elements: [
      start,
      { type: 'subProcess', id: 'frame' },
      ...inside.map((element) => ('parent' in element && element.parent ? element : { ...element, parent: 'frame' })),
      end,
      { type: 'endEvent', id: 'interrupted' },
      ...more,
    ],
    flows: [
      'start>frame',
      'frame>end',
      ...flows,
      ...(last ? [`${last}>inner-end`] : []),
      ...moreFlows,
      `inner-fork>${first}`,
    ],
  };
}

const fork: AnElement = { type: 'parallelGateway', id: 'inner-fork', parent: 'frame' };

/** Every life the piece can have. */
export function livesOf(piece: Piece): HistoryCase[] {
  const acts = piece.acts ?? [];
  const lives = [
    aCase(piece, 'happy', straight(piece), acts),
    aCase(
      piece,
      'continueAsNew',
      between(piece),
      [{ complete: 'before' } as Act, ...acts, ...(piece.last ? [{ complete: 'after' } as Act] : [])].flatMap((act) => [
        ...nudge,
        act,
      ]),
      { historyEvents: SHORT_RUN },
    ),
  ];
  if (!piece.waits) return lives;
  const late: AnElement = {
    type: 'boundaryEvent',
    id: 'late',
    attachedTo: 'frame',
    triggers: [{ type: 'timer', duration: 'P30D' }],
  };
  const caught: AnElement = {
    type: 'boundaryEvent',
    id: 'caught',
    attachedTo: 'frame',
    triggers: [{ type: 'error', error: 'trouble' }],
  };
  const trouble: AnElement[] = [
    { type: 'userTask', id: 'trouble', parent: 'frame' },
    { type: 'endEvent', id: 'failing', parent: 'frame', triggers: [{ type: 'error', error: 'trouble' }] },
  ];
  const withError = { ...piece, more: { ...piece.more, errors: [...(piece.more?.errors ?? []), { code: 'trouble' }] } };
  return [
    ...lives,
    aCase(piece, 'timer', framed(piece, [fork, late], ['inner>inner-fork', 'late>interrupted']), [{ advance: 'P31D' }]),
    aCase(
      withError,
      'error',
      framed(
        piece,
        [fork, caught, ...trouble],
        ['inner>inner-fork', 'inner-fork>trouble', 'trouble>failing', 'caught>interrupted'],
      ),
      [{ complete: 'trouble' }],
    ),
    aCase(piece, 'cancel', straight(piece), [{ cancel: true }]),
  ];
}

/** One life more, named by a word. */
export function oneMore(piece: Piece, kind: Kind, word: string, written: Omit<Written, 'word'> = {}): HistoryCase {
  return aCase(piece, kind, straight(piece), piece.acts ?? [], { ...written, word });
}
