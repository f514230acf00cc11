import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** A photo as an address of this page, which ends with it. */
export function usePhoto(photoId: string, fetch: () => Promise<Blob>) {
  const found = useQuery({ queryKey: ['photo', photoId], queryFn: fetch, staleTime: Number.POSITIVE_INFINITY });
  const [address, setAddress] = useState<string | null>(null);
  const blob = found.data;
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return { address, isError: found.isError, again: () => void found.refetch() };
}
