import { Connection } from '@temporalio/client';

const day = 86_400;
const alreadyExists = 6;
const notFound = 5;
const permissionDenied = 7;

/** Registers the namespace unless it is there, and returns when the server would run a workflow in it. */
export async function ensureNamespace(address: string, namespace: string, stillWorthIt: () => boolean): Promise<void> {
  const connection = Connection.lazy({ address, connectTimeout: 2_000 });
  const service = connection.workflowService;
  const rpc = <T>(call: () => Promise<T>): Promise<T> => connection.withDeadline(Date.now() + 3_000, call);
  const steps = [
    () =>
      rpc(() =>
        service.registerNamespace({ namespace, workflowExecutionRetentionPeriod: { seconds: 3 * day } as never }),
      ),
    // Each asks another part: visibility, matching, history. A new namespace reaches them within seconds.
    () => rpc(() => service.countWorkflowExecutions({ namespace })),
    () => rpc(() => service.describeTaskQueue({ namespace, taskQueue: { name: 'ground' }, taskQueueType: 1 })),
    () => rpc(() => service.describeWorkflowExecution({ namespace, execution: { workflowId: 'ground-probe' } })),
  ];
  const accepted: number[][] = [[alreadyExists, permissionDenied], [], [], [notFound]];
  let last: unknown;
  const patience = Date.now() + 90_000;
  try {
    for (const [index, step] of steps.entries()) {
      for (;;) {
        if (!stillWorthIt() || Date.now() > patience)
          throw new Error(`Temporal at ${address} is not ready: ${String(last)}`);
        const code = await step().then(
          () => undefined,
          (error: { code?: number }) => {
            last = error;
            return error.code ?? -1;
          },
        );
        if (code === undefined || accepted[index]?.includes(code)) break;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  } finally {
    await connection.close();
  }
}
