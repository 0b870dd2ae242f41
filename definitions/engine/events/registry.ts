import type { EventHandlers } from '../handler.ts';
import { adHocActivate } from './ad-hoc-activate.ts';
import { callComplete } from './call-complete.ts';
import { callError } from './call-error.ts';
import { callEscalate } from './call-escalate.ts';
import { deadlineConfirm } from './deadline-confirm.ts';
import { deadlineExtend } from './deadline-extend.ts';
import { deadlineMove } from './deadline-move.ts';
import { deadlineRestart } from './deadline-restart.ts';
import { deadlineRestore } from './deadline-restore.ts';
import { deadlineResume } from './deadline-resume.ts';
import { deadlineSuspend } from './deadline-suspend.ts';
import { documentsAttach } from './documents-attach.ts';
import { engineFault } from './engine-fault.ts';
import { incidentCancel } from './incident-cancel.ts';
import { incidentResolve } from './incident-resolve.ts';
import { incidentRetry } from './incident-retry.ts';
import { instanceCancel } from './instance-cancel.ts';
import { instanceResume } from './instance-resume.ts';
import { instanceStart } from './instance-start.ts';
import { instanceSuspend } from './instance-suspend.ts';
import { legalEvent } from './legal-event.ts';
import { messageDeliver } from './message-deliver.ts';
import { messageUndelivered } from './message-undelivered.ts';
import { serviceComplete } from './service-complete.ts';
import { serviceError } from './service-error.ts';
import { serviceFail } from './service-fail.ts';
import { signalDeliver } from './signal-deliver.ts';
import { timeAdvance } from './time-advance.ts';
import { userTaskAdd } from './user-task-add.ts';
import { userTaskComplete } from './user-task-complete.ts';
import { variablesSet } from './variables-set.ts';

export const eventHandlers = {
  'instance.start': instanceStart,
  'userTask.complete': userTaskComplete,
  'userTask.add': userTaskAdd,
  'adHoc.activate': adHocActivate,
  'documents.attach': documentsAttach,
  'message.deliver': messageDeliver,
  'signal.deliver': signalDeliver,
  'time.advance': timeAdvance,
  'service.complete': serviceComplete,
  'service.error': serviceError,
  'service.fail': serviceFail,
  'call.complete': callComplete,
  'call.error': callError,
  'call.escalate': callEscalate,
  'message.undelivered': messageUndelivered,
  'instance.cancel': instanceCancel,
  'instance.suspend': instanceSuspend,
  'instance.resume': instanceResume,
  'incident.retry': incidentRetry,
  'incident.resolve': incidentResolve,
  'incident.cancel': incidentCancel,
  'engine.fault': engineFault,
  'deadline.confirm': deadlineConfirm,
  'deadline.extend': deadlineExtend,
  'deadline.move': deadlineMove,
  'deadline.restart': deadlineRestart,
  'deadline.restore': deadlineRestore,
  'deadline.resume': deadlineResume,
  'deadline.suspend': deadlineSuspend,
  'legal.event': legalEvent,
  'variables.set': variablesSet,
} satisfies EventHandlers;
