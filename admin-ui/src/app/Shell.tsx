import LogoutIcon from '@mui/icons-material/Logout';
import MenuIcon from '@mui/icons-material/Menu';
import {
  AppBar,
  Box,
  CircularProgress,
  Drawer,
  IconButton,
  List,
  ListItemButton,
  ListItemText,
  Toolbar,
  Tooltip,
  Typography,
} from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signOut } from '../api/session.ts';
import { dropAllDrafts } from '../pages/case/drafts.ts';
import { IdleWarning } from './IdleWarning.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { places } from './navigation.ts';
import { RouteError } from './RouteError.tsx';
import { useSession } from './session.tsx';

const width = 232;

const SignInPage = lazy(() => import('../pages/sign-in/SignInPage.tsx').then((page) => ({ default: page.SignInPage })));

/** The frame of every staff page: who is signed in, where one can go, the language; signing in when nobody is. */
export function Shell() {
  const { t } = useTranslation();
  const { me, loading, error, refresh, has } = useSession();
  const [open, setOpen] = useState(false);
  const client = useQueryClient();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const waiting = <CircularProgress aria-label={t('app.loading')} sx={{ display: 'block', mx: 'auto', mt: '40vh' }} />;
  if (loading) return waiting;
  if (error) return <RouteError error={error} />;
  if (!me || me.duty) {
    return (
      <Suspense fallback={waiting}>
        <SignInPage />
      </Suspense>
    );
  }
  const leave = () => {
    dropAllDrafts();
    void signOut().finally(async () => {
      // What one person was shown is not shown to the next.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      await refresh();
    });
  };
  const links = (
    <List component="nav" aria-label={t('nav.label')} sx={{ width }}>
      {places
        .filter((place) => has(...place.roles))
        .map((place) => (
          <ListItemButton
            key={place.path}
            component={Link}
            to={place.path}
            selected={place.path === '/' ? path === '/' : path.startsWith(place.path)}
            onClick={() => setOpen(false)}
          >
            <ListItemText primary={t(place.words)} />
          </ListItemButton>
        ))}
    </List>
  );
  return (
    <Box sx={{ display: 'flex', minHeight: '100vh' }}>
      <Box
        component="a"
        href="#content"
        sx={{
          position: 'absolute',
          left: -9999,
          '&:focus': { left: 8, top: 8, zIndex: 2000, bgcolor: 'background.paper', p: 1 },
        }}
      >
        {t('app.skip')}
      </Box>
      <AppBar position="fixed" elevation={0} sx={{ zIndex: (theme) => theme.zIndex.drawer + 1 }}>
        <Toolbar variant="dense" sx={{ gap: 1 }}>
          <IconButton
            color="inherit"
            edge="start"
            aria-label={t('nav.open')}
            onClick={() => setOpen(!open)}
            sx={{ display: { md: 'none' } }}
          >
            <MenuIcon />
          </IconButton>
          <Typography component="span" sx={{ fontWeight: 700, flexGrow: 1 }}>
            {t('app.name')}
          </Typography>
          <Typography component="span" variant="body2" sx={{ display: { xs: 'none', sm: 'block' } }}>
            {me.name}
          </Typography>
          <Box sx={{ bgcolor: 'background.paper', borderRadius: 1 }}>
            <LanguageSwitch />
          </Box>
          <Tooltip title={t('app.signOut')}>
            <IconButton color="inherit" aria-label={t('app.signOut')} onClick={leave}>
              <LogoutIcon />
            </IconButton>
          </Tooltip>
        </Toolbar>
      </AppBar>
      <Drawer variant="permanent" sx={{ display: { xs: 'none', md: 'block' }, width, '& .MuiDrawer-paper': { width } }}>
        <Toolbar variant="dense" />
        {links}
      </Drawer>
      <Drawer variant="temporary" open={open} onClose={() => setOpen(false)} sx={{ display: { md: 'none' } }}>
        <Toolbar variant="dense" />
        {links}
      </Drawer>
      <Box component="main" id="content" tabIndex={-1} sx={{ flexGrow: 1, minWidth: 0, p: { xs: 1.5, sm: 3 } }}>
        <Toolbar variant="dense" />
        <Outlet />
      </Box>
      <IdleWarning />
    </Box>
  );
}
