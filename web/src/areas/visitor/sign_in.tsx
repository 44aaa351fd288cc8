export { SignIn } from '../../features/account/sign_in';
