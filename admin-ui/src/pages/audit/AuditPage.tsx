import {
  Alert,
  Box,
  Button,
  Link,
  Paper,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/answers.ts';
import { useNames } from '../../api/directory.ts';
import { call } from '../../api/http.ts';
import { instantInWords } from '../../app/dates.ts';
import { ListState } from '../../app/ListState.tsx';
import { PageTitle } from '../../app/PageTitle.tsx';
import { useSubmit } from '../../app/use-submit.ts';

const path = '/api/v1/audit';
const pageSize = 100;

/** What was done by whom, newest first, and the proof that nothing was changed since. */
export function AuditPage() {
  const { t, i18n } = useTranslation();
  const nameOf = useNames();
  const list = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam }) =>
      call<Answer<'listAudit'>>('GET', path, { query: { limit: pageSize, before: pageParam || undefined } }),
    initialPageParam: 0,
    getNextPageParam: ({ items }) => (items.length === pageSize ? items.at(-1)?.seq : undefined),
  });
  const [verdict, setVerdict] = useState<Answer<'verifyAudit'>>();
  const { problem, busy, submit } = useSubmit(async () =>
    setVerdict(await call<Answer<'verifyAudit'>>('GET', `${path}/verification`)),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const broken = verdict?.broken;
  return (
    <>
      <PageTitle title={t('audit.title')} busy={list.isRefetching} onRefresh={list.refetch}>
        <Button variant="contained" loading={busy} onClick={() => void submit()}>
          {t('audit.verify')}
        </Button>
        <Link href={`${path}/export.csv?limit=1000`} download="audit.csv">
          {t('audit.export')}
        </Link>
      </PageTitle>
      <Box role="status" sx={{ mb: 2 }}>
        {problem && <Alert severity="error">{problem.message}</Alert>}
        {verdict && !broken && <Alert severity="success">{t('audit.verified', { rows: verdict.rows })}</Alert>}
        {broken && (
          <Alert severity="error">{t('audit.broken', { seq: broken.seq, why: t(`audit.why.${broken.why}`) })}</Alert>
        )}
      </Box>
      <Paper variant="outlined">
        <ListState asked={list} />
        {list.data && rows.length === 0 && <Typography sx={{ p: 2 }}>{t('audit.empty')}</Typography>}
        {rows.length > 0 && (
          <TableContainer tabIndex={0} role="region" aria-label={t('audit.title')}>
            <Table size="small">
              <TableHead>
                <TableRow>
                  {(['seq', 'at', 'actor', 'operation', 'subject', 'address'] as const).map((name) => (
                    <TableCell key={name}>{t(`audit.${name}`)}</TableCell>
                  ))}
                </TableRow>
              </TableHead>
              <TableBody>
                {rows.map((row) => (
                  <TableRow key={row.seq}>
                    <TableCell>{row.seq}</TableCell>
                    <TableCell sx={{ whiteSpace: 'nowrap' }}>{instantInWords(row.at, i18n.language)}</TableCell>
                    <TableCell>{nameOf({ kind: row.actorKind, id: row.actorId })}</TableCell>
                    <TableCell>{row.operation}</TableCell>
                    <TableCell sx={{ overflowWrap: 'anywhere' }}>{row.subject}</TableCell>
                    <TableCell>{row.address}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </TableContainer>
        )}
        {list.hasNextPage && (
          <Box sx={{ textAlign: 'center', p: 1 }}>
            <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('lists.more')}
            </Button>
          </Box>
        )}
      </Paper>
    </>
  );
}
