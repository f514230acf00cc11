import { useLocation, useNavigate, useSearchParams } from 'react-router';

type SheetParam = { value: string | null; open: (value: string) => void; close: () => void };

/** A sheet that stands in the address, so that the phone's back key closes it and a link opens it. */
export function useSheetParam(name: string): SheetParam {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const location = useLocation();
  const open = (value: string) => {
    const next = new URLSearchParams(params);
    next.set(name, value);
    setParams(next, { state: { sheet: true }, preventScrollReset: true });
  };
  const close = () => {
    if (location.state?.sheet) return void navigate(-1);
    const next = new URLSearchParams(params);
    next.delete(name);
    setParams(next, { replace: true, preventScrollReset: true });
  };
  return { value: params.get(name), open, close };
}
