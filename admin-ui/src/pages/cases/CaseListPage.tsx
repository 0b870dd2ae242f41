import {
  Box,
  Button,
  MenuItem,
  Paper,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from '@mui/material';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CaseQuery, listCases, listDefinitions } from '../../api/work.ts';
import { instantInWords } from '../../app/dates.ts';
import { Due } from '../../app/Due.tsx';
import { InnerLink } from '../../app/InnerLink.tsx';
import { ListState } from '../../app/ListState.tsx';
import { PageTitle } from '../../app/PageTitle.tsx';
import { say } from '../../i18n/index.ts';

const states = ['running', 'suspended', 'completed', 'cancelled', 'failed'] as const;

export interface CaseFilter {
  number?: string;
  key?: string;
  state?: string;
}

/** All cases one may see, newest first; the filter lives in the address. */
export function CaseListPage() {
  const { t, i18n } = useTranslation();
  const filter: CaseFilter = useSearch({ from: '/staff/cases' });
  const list = useInfiniteQuery({
    queryKey: ['cases', filter],
    queryFn: ({ pageParam }) =>
      listCases({
        number: filter.number,
        key: filter.key,
        engineStatus: filter.state as CaseQuery['engineStatus'],
        ...(pageParam ? { cursor: pageParam } : {}),
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  const titleOf = useProcedures();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageTitle title={t('cases.title')} busy={list.isRefetching} onRefresh={list.refetch} />
      <Filters key={JSON.stringify(filter)} filter={filter} procedures={titleOf.all} />
      <Paper variant="outlined" sx={{ p: 1 }}>
        <ListState asked={list} />
        {list.data && items.length === 0 && (
          <Typography sx={{ py: 4, textAlign: 'center' }} color="text.secondary">
            {t('cases.empty')}
          </Typography>
        )}
        {items.length > 0 && (
          <TableContainer tabIndex={0} role="region" aria-label={t('cases.title')}>
            <Table size="small">
              <TableHead>
                <TableRow>
                  <TableCell>{t('cases.number')}</TableCell>
                  <TableCell>{t('cases.procedure')}</TableCell>
                  <TableCell>{t('cases.status')}</TableCell>
                  <TableCell>{t('cases.due')}</TableCell>
                  <TableCell>{t('cases.started')}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {items.map((one) => (
                  <TableRow key={one.id} hover>
                    <TableCell sx={{ whiteSpace: 'nowrap' }}>
                      <InnerLink to="/cases/$instanceId" params={{ instanceId: one.id }}>
                        {one.number ?? t('lists.open')}
                      </InnerLink>
                    </TableCell>
                    <TableCell>{titleOf(one.key)}</TableCell>
                    <TableCell>{one.status ? say(one.status.title) : t(`cases.engine.${one.engineStatus}`)}</TableCell>
                    <TableCell>
                      <Due at={one.dueAt} overdue={one.overdue} running={one.endedAt === undefined} />
                    </TableCell>
                    <TableCell>{one.startedAt ? instantInWords(one.startedAt, i18n.language) : ''}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </TableContainer>
        )}
        {list.hasNextPage && (
          <Box sx={{ textAlign: 'center', pt: 1 }}>
            <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('lists.more')}
            </Button>
          </Box>
        )}
      </Paper>
    </>
  );
}

function Filters({ filter, procedures }: { filter: CaseFilter; procedures: readonly [string, string][] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(filter);
  const change = (name: keyof CaseFilter) => (event: { target: { value: string } }) =>
    setAsked({ ...asked, [name]: event.target.value || undefined });
  return (
    <Paper
      component="form"
      role="search"
      aria-label={t('cases.filters')}
      variant="outlined"
      onSubmit={(event) => {
        event.preventDefault();
        void navigate({ to: '/cases', search: { ...asked, number: asked.number?.trim() || undefined } });
      }}
      sx={{
        p: 2,
        mb: 2,
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: '1fr', md: '1fr 1fr 1fr auto auto' },
        alignItems: 'center',
      }}
    >
      <TextField size="small" label={t('cases.number')} value={asked.number ?? ''} onChange={change('number')} />
      <TextField
        select
        size="small"
        id="cases-procedure"
        label={t('cases.procedure')}
        value={procedures.some(([key]) => key === asked.key) ? asked.key : ''}
        onChange={change('key')}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">{t('cases.any')}</MenuItem>
        {procedures.map(([key, title]) => (
          <MenuItem key={key} value={key}>
            {title}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        size="small"
        id="cases-state"
        label={t('cases.state')}
        value={asked.state ?? ''}
        onChange={change('state')}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">{t('cases.anyState')}</MenuItem>
        {states.map((state) => (
          <MenuItem key={state} value={state}>
            {t(`cases.engine.${state}`)}
          </MenuItem>
        ))}
      </TextField>
      <Button type="submit" variant="contained">
        {t('cases.find')}
      </Button>
      <Button onClick={() => void navigate({ to: '/cases', search: {} })}>{t('cases.clear')}</Button>
    </Paper>
  );
}

function useProcedures() {
  const { data } = useQuery({ queryKey: ['definitions'], queryFn: listDefinitions });
  const all = (data?.items ?? []).map(({ key, title }): [string, string] => [key, say(title)]);
  const titles = new Map(all);
  return Object.assign((key: string) => titles.get(key) ?? key, { all });
}
