import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { NotFound } from './NotFound.tsx';
import { RouteError } from './RouteError.tsx';
import { Shell } from './Shell.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: RouteError });

/** Pages of staff stand in the shell and ask for a session; the applicant's page does neither. */
const staff = createRoute({ getParentRoute: () => root, id: 'staff', component: Shell });

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const tasks = createRoute({
  getParentRoute: () => staff,
  path: '/',
  validateSearch: (search): { queue?: string } => ({ queue: text(search['queue']) }),
  component: lazyRouteComponent(() => import('../pages/tasks/TaskListPage.tsx'), 'TaskListPage'),
});

const oneCase = createRoute({
  getParentRoute: () => staff,
  path: '/cases/$instanceId',
  validateSearch: (search): { task?: string } => ({ task: text(search['task']) }),
  component: lazyRouteComponent(() => import('../pages/case/CasePage.tsx'), 'CasePage'),
});

const cases = createRoute({
  getParentRoute: () => staff,
  path: '/cases',
  validateSearch: (search): { number?: string; key?: string; state?: string } => ({
    number: text(search['number']),
    key: text(search['key']),
    state: text(search['state']),
  }),
  component: lazyRouteComponent(() => import('../pages/cases/CaseListPage.tsx'), 'CaseListPage'),
});

const audit = createRoute({
  getParentRoute: () => staff,
  path: '/audit',
  component: lazyRouteComponent(() => import('../pages/audit/AuditPage.tsx'), 'AuditPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([staff.addChildren([tasks, cases, oneCase, audit])]),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
