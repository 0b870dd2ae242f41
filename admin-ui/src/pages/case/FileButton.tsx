import AttachFileIcon from '@mui/icons-material/AttachFile';
import { Box, Button } from '@mui/material';
import { type ReactNode, useRef, useState } from 'react';

interface FileButtonProps {
  /** What is attached, for those who do not see the surroundings. */
  label: string;
  formats: readonly string[];
  onFile: (file: File) => Promise<void>;
  children: ReactNode;
}

/** A button that asks for a file; busy while the file is on its way. */
export function FileButton({ label, formats, onFile, children }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    try {
      await onFile(file);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Box>
      <Button
        size="small"
        variant="outlined"
        startIcon={<AttachFileIcon />}
        loading={busy}
        aria-label={label}
        onClick={() => input.current?.click()}
      >
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={formats.map((format) => `.${format}${format === 'jpg' ? ',.jpeg' : ''}`).join(',')}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          // The same file may be chosen again after a refusal.
          event.target.value = '';
        }}
      />
    </Box>
  );
}
