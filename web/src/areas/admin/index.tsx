export { Mails } from '../../features/mail/mails';
