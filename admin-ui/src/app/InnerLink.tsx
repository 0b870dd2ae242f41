import { Link } from '@mui/material';
import { createLink } from '@tanstack/react-router';

/** A link to a page of ours, looking as links do here. */
export const InnerLink = createLink(Link);
