import type { EmailWords } from './e-mail-words.ts'

/** Keeps a handle in its own direction: without this it would read `worf@` between Arabic words. */
const isolated = (handle: string) => `\u2066@${handle}\u2069`

/** Arabic counts 3 to 10 by another form than 11 and more. */
const minutesOf = (minutes: number) =>
  new Intl.NumberFormat('ar-u-nu-latn', { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(minutes)

export const arabic: EmailWords = {
  confirmation: ({ handle, code, address, minutes }) => ({
    subject: 'رمز التأكيد الخاص بك في Cruddur',
    text: `طلب أحدهم إنشاء حساب في Cruddur باسم ${isolated(handle)} بهذا البريد الإلكتروني.

رمزك:

    ${code}

أدخله هنا، في المتصفح الذي سجّلت فيه:

    ${address}

الرمز صالح لمدة ${minutesOf(minutes)}. لا تدخله إلا إذا اخترت الاسم ${isolated(handle)} بنفسك.
وإلا فتجاهل هذه الرسالة: لن يُنشأ أي حساب دون الرمز.`,
  }),
  reset: ({ code, minutes }) => ({
    subject: 'رمز كلمة السر الخاص بك في Cruddur',
    text: `طلب أحدهم، وربما أنت، تعيين كلمة سر جديدة لحساب Cruddur المرتبط بهذا البريد الإلكتروني.

رمزك:

    ${code}

الرمز صالح لمدة ${minutesOf(minutes)}. تعيين كلمة سر جديدة يسجّل خروجك من كل أجهزتك.
إن لم تكن أنت من طلب ذلك فتجاهل هذه الرسالة: لن تتغير كلمة سرك.`,
  }),
  accountExists: {
    subject: 'لديك حساب في Cruddur بالفعل',
    text: `حاول أحدهم، وربما أنت، إنشاء حساب في Cruddur بهذا البريد الإلكتروني، وله حساب بالفعل.

للدخول سجّل الدخول بهذا العنوان. وإن نسيت كلمة السر فاختر
«هل نسيت كلمة السر؟» في صفحة تسجيل الدخول.

إن لم تكن أنت فلم يحدث شيء: حسابك كما هو.`,
  },
  passwordChanged: {
    subject: 'تغيّرت كلمة سرك في Cruddur',
    text: `تغيّرت للتو كلمة سر حساب Cruddur المرتبط بهذا البريد الإلكتروني، وسُجّل الخروج من
كل الأجهزة الأخرى.

إن لم تكن أنت فعيّن كلمة سر جديدة: اختر «هل نسيت كلمة السر؟» في صفحة تسجيل الدخول.`,
  },
  accountDeleted: {
    subject: 'حُذف حسابك في Cruddur',
    text: `حُذف للتو حساب Cruddur المرتبط بهذا البريد الإلكتروني، مع كلمة سره وكل ما فيه.
ولا يستطيع أحد أخذ اسم المستخدم لمدة 30 يومًا.

إن لم تكن أنت فقد عرف أحدهم كلمة سرك: غيّرها في كل مكان آخر تستعملها فيه.`,
  },
  passkeyAdded: {
    subject: 'أُضيف مفتاح مرور إلى حسابك في Cruddur',
    text: `أُضيف للتو مفتاح مرور إلى حساب Cruddur المرتبط بهذا البريد الإلكتروني. وهو يتيح تسجيل الدخول
دون كلمة السر.

إن لم تكن أنت فقد عرف أحدهم كلمة سرك: عيّن كلمة سر جديدة عبر «هل نسيت كلمة السر؟» في صفحة
تسجيل الدخول، ثم أزل مفتاح المرور من الإعدادات.`,
  },
}
