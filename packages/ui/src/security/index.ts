export { FinishSignIn } from './finish-sign-in.tsx';
export { ForgotPassword } from './forgot-password.tsx';
export { CALLBACK_PATH, ProviderButtons, ProviderReturn } from './providers.tsx';
export { Register } from './register.tsx';
export { SecurityPage } from './security-page.tsx';
