import type { ErrorsWording } from './en';

export const es: ErrorsWording = {
  home: 'Ir a la página de inicio',
  archive: 'Leer las últimas noticias',
  notFound: {
    title: 'Página no encontrada',
    advice:
      'No hay ninguna página en esta dirección. Si la copió de un correo, compruebe que está completa.',
  },
  tooLong: {
    title: 'El texto es demasiado largo',
    advice: 'Vuelva atrás, acorte el texto e inténtelo de nuevo.',
  },
  failure: {
    title: 'Algo ha fallado',
    advice: 'El error es nuestro, no suyo. Inténtelo de nuevo dentro de un minuto.',
  },
  expired: {
    title: 'Este enlace ya no funciona',
    lead: 'Puede que haya caducado o que no lo haya copiado completo.',
    sendLink: 'Podemos enviarle uno nuevo, a la dirección que recibió el correo.',
    changeAgain:
      'Podemos enviar un enlace a la dirección en la que recibe ahora nuestros correos. En la página que abre puede volver a cambiar de dirección.',
    button: 'Enviarme un enlace nuevo',
    fromEmail: 'Use los enlaces que aparecen al final de nuestro último correo.',
    unsubscribe:
      'Use el enlace para darse de baja que aparece al final de nuestro último correo, o el botón de baja de su programa de correo.',
    followAgain: 'Volver a seguir un tema',
  },
};
