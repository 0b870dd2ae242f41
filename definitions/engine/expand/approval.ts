import type {
  Approval,
  ApprovalStage,
  DataObject,
  Element,
  ProcessDefinition,
  SequenceFlow,
  Text,
} from '../../schema/definition.ts';
import { approversOf, quoted } from './approvers.ts';

/**
 * The composite `approval` (согласование) as ordinary elements: a sub-process of the same id, so that its boundary
 * events, flows and deadlines stay as they are. In it the stages follow one another; each asks its approvers, one after
 * the other or at once, by a multi-instance sub-process with one user task. A rejection returns the draft to its author,
 * who brings a new one or withdraws it; visas that survive are not asked for again. Before the end every visa is held
 * against the document's hash as it is then: one given for another draft is asked for once more, unless it survives.
 *
 * Inside, `visas` holds the visas in force, `round` counts drafts from 1. Without output mappings the approval leaves
 * `approval`: { outcome: agreed | remarks | rejected, rounds, visas }.
 */
export function expandApprovals(definition: ProcessDefinition): ProcessDefinition {
  const approvals = definition.elements.filter((element) => element.type === 'approval');
  if (approvals.length === 0) return definition;
  const taken = new Set(definition.elements.map(({ id }) => id));
  const expanded = new Map(approvals.map((approval) => [approval.id, new Expansion(approval, taken)]));
  return {
    ...definition,
    elements: definition.elements.flatMap((element) => {
      const expansion = element.type === 'approval' ? expanded.get(element.id) : undefined;
      return (expansion ? expansion.elements : [element]).map((part) => withCompleters(part, expanded));
    }),
    flows: [...definition.flows, ...[...expanded.values()].flatMap(({ flows }) => flows)],
    dataObjects: [
      ...(definition.dataObjects ?? []),
      ...[...expanded.values()].flatMap(({ dataObjects }) => dataObjects),
    ],
  };
}

/** Who is excluded for having completed an approval is excluded for having given a visa in it. */
function withCompleters(element: Element, expanded: ReadonlyMap<string, Expansion>): Element {
  if (element.type !== 'userTask' || !element.assignment?.excludeCompletersOf) return element;
  const excludeCompletersOf = element.assignment.excludeCompletersOf.flatMap(
    (id) => expanded.get(id)?.visaTasks ?? [id],
  );
  return { ...element, assignment: { ...element.assignment, excludeCompletersOf } };
}

const words = {
  agreed: { ru: 'Согласовано', en: 'Agreed' },
  remarks: { ru: 'Согласовано с замечаниями', en: 'Agreed with remarks' },
  rejected: { ru: 'Не согласовано', en: 'Rejected' },
  rework: { ru: 'Доработка', en: 'Rework' },
  resubmit: { ru: 'Новая редакция', en: 'New draft' },
  withdraw: { ru: 'Отозвать', en: 'Withdraw' },
} satisfies { [key: string]: Text };

class Expansion {
  readonly elements: Element[] = [];
  readonly flows: SequenceFlow[] = [];
  readonly dataObjects: DataObject[] = [];
  readonly visaTasks: string[] = [];
  private readonly approval: Approval;
  private readonly base: string;

  constructor(approval: Approval, taken: ReadonlySet<string>) {
    this.approval = approval;
    let base = `${approval.id}.`;
    while ([...taken].some((id) => id.startsWith(base))) base += '_';
    this.base = base;
    this.container();
    this.path();
  }

  private id(name: string): string {
    return this.base + name;
  }

  private container(): void {
    const {
      type: _type,
      stages: _stages,
      visasSurvive: _survive,
      documentHash: _hash,
      author: _author,
      maxRounds: _max,
      ...rest
    } = this.approval;
    const outputs = rest.outputs ?? [
      { to: 'approval', value: '{ outcome: approvalOutcome, rounds: round, visas: visas }' },
    ];
    this.elements.push({ ...rest, type: 'subProcess', outputs });
    const local = (name: string, value: unknown): void => {
      this.dataObjects.push({ name, parent: this.approval.id, value });
    };
    local('visas', []);
    local('round', 1);
    local('stageVisas', []);
    local('approvalOutcome', null);
    local('draft', null);
  }

  private path(): void {
    const stages = this.approval.stages.map((stage) => this.stage(stage));
    const first = stages[0] ?? this.id('judge');
    this.add({ type: 'startEvent', id: this.id('start') });
    this.flow('start', first);
    this.approval.stages.forEach((stage, index) => {
      const judged = this.id(`${stage.id}.judge`);
      this.flow(judged, 'returned', 'count(stageVisas[outcome = "rejected"]) > 0');
      this.flow(judged, stages[index + 1] ?? this.id('draft'), 'default');
    });
    this.rework(first);
    this.verdict(first);
  }

  /** One stage; yields the id it begins with. */
  private stage(stage: ApprovalStage): string {
    const { documentHash } = this.approval;
    const [ask, visa, noted, judge] = ['', '.visa', '.noted', '.judge'].map((end) => this.id(stage.id + end)) as [
      string,
      string,
      string,
      string,
    ];
    this.visaTasks.push(visa);
    this.add({
      type: 'subProcess',
      id: ask,
      title: stage.title,
      loop: {
        type: 'multiInstance',
        sequential: stage.mode === 'serial',
        // Whose visa is still in force is not asked again.
        collection: `(${approversOf(stage)})[not(list contains(visas[stage = ${quoted(stage.id)}].approver, key))]`,
        item: 'approver',
        output: 'visa',
        outputCollection: 'stageVisas',
        // One after the other, nobody signs what somebody before has rejected.
        ...(stage.mode === 'serial' ? { completionCondition: 'count(stageVisas[outcome = "rejected"]) > 0' } : {}),
      },
    });
    this.dataObjects.push({ name: 'visa', parent: ask, value: null });
    this.add({ type: 'startEvent', id: this.id(`${stage.id}.start`), parent: ask });
    this.add({
      type: 'userTask',
      id: visa,
      parent: ask,
      title: stage.title,
      assignment: {
        candidateGroupsFrom: 'approver.groups',
        candidateUsersFrom: 'approver.users',
        assigneeFrom: 'approver.assignee',
        excludedUsersFrom: 'approver.excluded',
      },
      outcomes: [
        { key: 'agreed', title: words.agreed },
        { key: 'remarks', title: words.remarks, requiresReason: true },
        { key: 'rejected', title: words.rejected, requiresReason: true },
      ],
      outputs: [
        {
          to: 'visa',
          value: `{ stage: ${quoted(stage.id)}, approver: approver.key, by: completedBy, outcome: outcome, reason: reason, documentHash: (${documentHash}), round: round, at: now() }`,
        },
      ],
      ...(stage.term ? { deadlines: [stage.term] } : {}),
    });
    this.flow(`${stage.id}.start`, visa);
    this.add({
      type: 'scriptTask',
      id: noted,
      assignments: [{ to: 'visas', value: 'concatenate(visas, stageVisas)' }],
    });
    this.add({ type: 'exclusiveGateway', id: judge });
    this.flow(ask, noted);
    this.flow(noted, judge);
    return ask;
  }

  /** Back to the author: a new draft with the visas that survive, or the end. */
  private rework(first: string): void {
    const { maxRounds, visasSurvive, documentHash, author } = this.approval;
    this.add({ type: 'exclusiveGateway', id: this.id('returned') });
    this.add({
      type: 'scriptTask',
      id: this.id('rejected'),
      assignments: [{ to: 'approvalOutcome', value: '"rejected"' }],
    });
    if (maxRounds !== undefined) this.flow('returned', 'rejected', `round > ${maxRounds}`);
    this.flow('returned', 'rework', 'default');
    this.add({
      type: 'userTask',
      id: this.id('rework'),
      title: words.rework,
      assignment: author,
      outcomes: [
        { key: 'resubmit', title: words.resubmit },
        { key: 'withdraw', title: words.withdraw, requiresReason: true },
      ],
      outputs: [{ to: 'approvalOutcome', value: 'outcome' }],
      noDeadlineBecause: 'Доработка идёт в срок согласования в целом',
    });
    this.add({ type: 'exclusiveGateway', id: this.id('reworked') });
    this.flow('rework', 'reworked');
    this.flow('reworked', 'rejected', 'approvalOutcome = "withdraw"');
    this.flow('reworked', 'again', 'default');
    const survivors = {
      none: '[]',
      agreed: 'visas[outcome = "agreed"]',
      sameDocument: 'visas[outcome != "rejected" and documentHash = draft]',
    }[visasSurvive];
    this.add({
      type: 'scriptTask',
      id: this.id('again'),
      assignments: [
        { to: 'round', value: 'round + 1' },
        { to: 'draft', value: documentHash },
        { to: 'visas', value: survivors },
        { to: 'approvalOutcome', value: 'null' },
      ],
    });
    this.flow('again', first);
    this.flow('rejected', 'end');
  }

  /** Every visa is bound to a draft: those for another one than the last are asked for once more. */
  private verdict(first: string): void {
    const { documentHash, visasSurvive } = this.approval;
    const bound = visasSurvive === 'agreed' ? 'outcome = "agreed" or documentHash = draft' : 'documentHash = draft';
    this.add({ type: 'scriptTask', id: this.id('draft'), assignments: [{ to: 'draft', value: documentHash }] });
    this.add({ type: 'exclusiveGateway', id: this.id('bound') });
    this.flow('draft', 'bound');
    this.flow('bound', 'stale', `count(visas[not(${bound})]) > 0`);
    this.flow('bound', 'agreed', 'default');
    this.add({ type: 'scriptTask', id: this.id('stale'), assignments: [{ to: 'visas', value: `visas[${bound}]` }] });
    this.flow('stale', first);
    this.add({
      type: 'scriptTask',
      id: this.id('agreed'),
      assignments: [
        { to: 'approvalOutcome', value: 'if count(visas[outcome = "remarks"]) > 0 then "remarks" else "agreed"' },
      ],
    });
    this.flow('agreed', 'end');
    this.add({ type: 'endEvent', id: this.id('end') });
  }

  private add(element: Untitled<Element>): void {
    this.elements.push({ title: this.approval.title, parent: this.approval.id, ...element } as Element);
  }

  /** Ends are names inside the expansion or whole ids. */
  private flow(from: string, to: string, when?: string): void {
    const whole = (name: string): string => (name.startsWith(this.base) ? name : this.id(name));
    const condition = when === 'default' ? { default: true } : when === undefined ? {} : { condition: when };
    this.flows.push({ id: this.id(`f${this.flows.length + 1}`), from: whole(from), to: whole(to), ...condition });
  }
}

type Untitled<T> = T extends { title: Text } ? Omit<T, 'title'> & { title?: Text } : never;
