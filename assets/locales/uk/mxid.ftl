# Ukrainian, which says «ви». Words and manner: assets/locales/README.md.

minutes = { $count } хв
hours = { $count } год
# One thing after another in a list, and one sentence after another in a line.
list-next = { $list }, { $next }
sentence-next = { $before } { $next }

## The way

page-goal = Початок
page-server = Сервер
page-contact = Контакт
page-phone = Телефон
page-email = Пошта
page-account = Запис
page-token = Запрошення
page-terms = Умови
page-review = Огляд
page-password = Пароль
page-browser = Браузер
page-verify = Перевірка
page-done = Готово

## Keys, as the footer names them

key-continue = далі
key-do = ок
key-submit = надіслати
key-agree = погодитися
key-toggle = так чи ні
key-back = назад
key-choose = вибрати
key-next = інше
key-send-again = ще раз
key-change = змінити адресу
key-reveal = показати
key-hide = сховати
key-practise = спробувати
key-pass-phrase = фраза
key-take = взяти
key-copy = копіювати
key-open = відкрити
key-qr = QR
key-message = відкрити повідомлення
key-follow = відкрити посилання
key-confirm = натиснути кнопку
key-close = закрити
key-help = довідка
key-details = подробиці
key-leave = вийти
key-leave-now = вийти зараз
key-stay = лишитися
key-reset-instead = скинути його пароль
key-sign-up-instead = створити запис

## What would you like to do?

goal-title = Що ви хочете зробити?
goal-sign-up = Створити обліковий запис
goal-sign-up-note = новий Matrix ID
goal-sign-up-short = створення облікового запису
goal-resume-sign-up = Далі реєструватися на { $server }
goal-resume-reset = Далі скидати пароль на { $server }
goal-resume-add = Далі додавати контакт на { $server }
goal-resume-note = { $age } тому
goal-resume-note-about = { $about } · { $age } тому
goal-reset = Скинути забутий пароль
goal-reset-note = з адресою пошти вашого запису
goal-reset-short = скидання пароля

## Server

server-title-sign-up = Де житиме ваш обліковий запис?
server-title-reset = Де живе ваш обліковий запис?
server-label = Домашній сервер
server-placeholder = example.org
server-usual = З вашого файлу налаштувань. Тут його можна змінити.
server-practise = Ще не маєте сервера на думці? Ctrl-P відкриває вбудований для вправ.
server-found = Знайдено: { $host }
server-found-practice = Вбудований сервер для вправ, лише на цьому комп’ютері
offer-open = Реєстрацію відкрито.
offer-neither = Ні адреси пошти, ні номера телефону не просять.
offer-both-required = Потрібні адреса пошти й номер телефону.
offer-email-required = Потрібна адреса пошти.
offer-phone-required = Потрібен номер телефону.
offer-email-optional = Адреса пошти необов’язкова.
offer-phone-optional = Номер телефону необов’язковий.
offer-email-required-phone-optional = Потрібна адреса пошти, номер телефону необов’язковий.
offer-phone-required-email-optional = Потрібен номер телефону, адреса пошти необов’язкова.
offer-both-optional = Адреса пошти й номер телефону необов’язкові.
offer-one-required = Потрібна адреса пошти або номер телефону.
offer-token = Потрібен токен реєстрації: запрошення від власників сервера.
offer-terms = { $count ->
    [one] Слід погодитися з { $count } документом.
    [few] Слід погодитися з { $count } документами.
   *[many] Слід погодитися з { $count } документами.
}
offer-closed = Реєстрацію на цьому сервері закрито.
offer-browser = Облікові записи цього сервера створюють і відновлюють у браузері.
offer-none = Цей сервер не створює облікових записів.
offer-web-too = Облікові записи можна створювати й у браузері.
offer-browser-step = Один крок реєстрації потребує браузера.
offer-no-passwords = Цей сервер не користується паролями.
offer-no-way = Цей сервер не дає шляху, яким може пройти ця програма.

character-space = пробіл
look-alike = «{ $character }» — { $script } літера, що лише схожа на «{ $like }».
look-alike-other = «{ $character }» лише схоже на «{ $like }».
script-cyrillic = кирилична
script-greek = грецька
script-armenian = вірменська
script-full-width = повноширинна

server-empty = Сервер не названо.
server-character = Назва сервера не може містити такого: { $character }
server-port = Порт після двокрапки не є числом від 1 до 65535.
server-malformed = Це не схоже на назву сервера.
server-plain-http = Звичайний http надіслав би ваш пароль без захисту.
server-url-extra = В адресі сервера немає імені користувача, знака питання чи решітки.
server-url-malformed = Це не схоже на вебадресу.
server-error-how = Введіть назву на зразок example.org або повну https-адресу сервера.

well-known-status = { $server } відповідає HTTP { $status } там, де мав би назвати свій сервер Matrix.
well-known-empty = { $server } відповідає порожнечею там, де мав би назвати свій сервер Matrix.
well-known-not-json = { $server } відповідає нечитним там, де мав би назвати свій сервер Matrix (це не JSON).
well-known-too-large = { $server } відповідає чимось завеликим там, де мав би назвати свій сервер Matrix.
well-known-no-url = { $server } має файл про Matrix, але сервера в ньому не названо (m.homeserver).
well-known-unusable = { $server } називає сервер Matrix, чиєю адресою не можна скористатися.
well-known-how = Виправити це можуть власники сервера. А поки вставте повну https-адресу сервера Matrix; Enter спробує ще раз.
well-known-none = { $server } не каже, де його сервер Matrix, і сам ним не є.
redirect-loop = { $server } водить нас по колу, а сервера Matrix не називає.
redirect-too-many = { $server } шле нас із місця на місце; після п’ятого ми зупинилися.
redirect-insecure = { $server } шле нас на незахищену адресу (без https), тож там нічого не питали.
redirect-nowhere = { $server } шле нас деінде, але не каже куди.
redirect-unreachable-how = Туди нас шле { $server }. Виправити це можуть власники сервера; а поки вставте повну https-адресу сервера Matrix.
elsewhere-how = { $server } каже, що його сервер Matrix там. Enter спробує ще раз; якщо знаєте кращу https-адресу, вставте її.
not-matrix = За адресою { $server } щось відповідає, але це не сервер Matrix.
discovery-how = Перевірте написання або вставте повну https-адресу сервера. Enter спробує ще раз.
dns-how = Перевірте написання або вставте повну https-адресу сервера.

network-dns = За адресою { $server } сервера Matrix немає: у цієї назви немає адреси (DNS).
network-refused = За адресою { $server } ніщо не відповідає: у з’єднанні відмовлено.
network-timeout = { $server } не відповів вчасно.
network-broken = З’єднання з { $server } обірвалося.
proxy-unreachable = Не відповідає сам проксі.
proxy-credentials = Проксі хоче імені користувача й пароля або не приймає тих, що дістав.
proxy-refused = Проксі не схотів або не зміг з’єднати нас із { $server }.
tls-expired = Термін дії сертифіката { $server } минув, тож невідомо, хто відповідає.
tls-not-yet-valid = Сертифікат { $server } ще не чинний; можливо, годинник помиляється.
tls-wrong-host = Сертифікат на { $server } виписано на іншу назву.
tls-unknown-issuer = Сертифікат { $server } не підписав ніхто, кому довіряє цей комп’ютер.
tls-other = Захищене з’єднання з { $server } встановити не вдалося (TLS).
tls-how = Нічого не надіслано. Перевірте назву й годинник цього комп’ютера або спитайте власників сервера.
tls-issuer-how = Нічого не надіслано. Якщо ваша мережа чи сервер мають власні сертифікати, почніть знову з --ca-file; інакше спитайте власників сервера.
proxy-how = Enter спробує ще раз. Проксі задає --proxy, HTTPS_PROXY або ALL_PROXY: виправте його там і почніть знову.
proxy-credentials-how = Впишіть їх у HTTPS_PROXY, як-от http://name:password@proxy.example.org:3128, і почніть знову.
try-again-how = Усе введене лишилося. Натисніть Enter, щоб спробувати ще раз.

## Contact

contact-title-sign-up = Як серверові до вас дістатися?
contact-title-reset = За чим сервер вас знає?
contact-lead-sign-up = З поштою ви повернетеся, якщо забудете пароль; з телефоном — на небагатьох серверах.
contact-refused = тут не можна
contact-lead-reset = Він уже має бути у вашому записі й перевірений.
contact-phone = Номер телефону
contact-phone-note = код в SMS
contact-phone-reset-note = буває рідко; спробуємо
contact-email = Адреса пошти
contact-email-note = лист із посиланням
contact-both = Телефон і пошта
contact-both-note = перевіряються обидва
contact-none = Ні те, ні те
contact-none-note = забудете пароль — не повернетеся
contact-required = обов’язково
contact-no-phone = Цей сервер не приймає номерів телефону.
contact-no-email = Цей сервер не приймає адрес пошти.
contact-one-needed = Цей сервер хоче контакт; без нього тут не можна.

email-title-sign-up = Яка ваша адреса пошти?
email-title-reset = Яка адреса пошти у вашому записі?
email-placeholder = vy@example.org
email-will = Попросимо лист на { $address }
did-you-mean = Може, { $meant }? F3 це візьме.
email-spelling = Пишіть так, як тоді, коли додавали: деякі сервери розрізняють великі літери.
email-practice = На сервері для вправ є запис із { $address }.
nothing-sent-yet = Нічого не буде надіслано, поки ви не побачите огляд.

email-empty = Адреси не введено.
email-no-name = Перед @ в адресі стоїть ім’я.
email-no-domain = Після @ в адресі стоїть домен.
email-two-ats = В адресі лише одна @.
email-character = У цьому місці адреса пошти не може містити такого: { $character }
email-domain = Частина після @ неповна.
email-domain-malformed = Частина після @ не може бути доменом.
email-local = Після @ немає крапки. Enter однаково веде далі.
email-too-long = Адреса довша, ніж приймають поштові сервери.
email-error-how = Виправте її вгорі й натисніть Enter.

## Country and number

country-title = З якої країни номер?
country-placeholder = назва, код на зразок UA або +380
country-count = { $shown } із { $all } · введіть назву, код на зразок UA або +380
country-no-match = Такої країни немає. Спробуйте написати інакше.
country-by-zone = за вашим часовим поясом
country-by-locale = за налаштуваннями мови
country-by-both = за часовим поясом і мовою
country-none = Країну ще не вибрано.
country-none-how = Введіть кілька літер назви або виберіть стрілками; Enter веде далі.

number-title = Який ваш номер телефону?
number-label = { $country } (+{ $dial })
number-placeholder = як { $example }
number-will = SMS піде на { $number }
number-landline = Це схоже на стаціонарний номер; SMS можуть не дійти. Enter веде далі.
number-service = Це схоже на службовий номер; SMS можуть не дійти. Enter веде далі.
number-short = { $missing ->
    [one] Здається, бракує { $missing } цифри. Enter однаково веде далі.
    [few] Здається, бракує { $missing } цифр. Enter однаково веде далі.
   *[many] Здається, бракує { $missing } цифр. Enter однаково веде далі.
}
number-long = Здається, номер задовгий. Enter однаково веде далі.
number-plus-missing = Якщо він починається з коду країни, поставте попереду +. Enter веде далі як є.
number-unassigned = Наші таблиці не знають цього номера, але вони можуть бути старі. Enter веде далі.

number-empty = Номера не введено.
number-too-short = { $missing ->
    [one] Ще { $missing } цифра.
    [few] Ще { $missing } цифри.
   *[many] Ще { $missing } цифр.
}
number-too-short-for = Для номера ще закоротко.
number-too-long = Задовгий для цієї країни: { $country }
number-letter = У номері телефону немає літер.
number-extension = На внутрішній номер SMS не надішлеш.
number-plus = Знак + має стояти на початку.
number-sign = Номер телефону не може містити такого: { $character }
number-control = Номер телефону не може містити керівних символів.
number-calling-code = Жодна країна не має такого коду після +.
number-error-how = Виправте його вгорі й натисніть Enter.

## Name and password

account-title = Виберіть ім’я та пароль
username-label = Ім’я користувача
username-hint = Малі латинські літери, цифри та . _ = - / +
username-will = Ваш Matrix ID: { $id }
username-will-on = Ваш Matrix ID: { $id } на { $host }
username-empty = Імені користувача не введено.
username-character = Ім’я користувача не може містити такого: { $character }
username-too-long = Ім’я користувача задовге.
username-error-how = Можна малі латинські літери, цифри та . _ = - / +. Виправте вгорі; Enter веде далі.
name-taken = Це ім’я на цьому сервері зайняте.
name-refused = Цей сервер не дозволяє такого імені.
name-reserved = Це ім’я на цьому сервері зарезервоване.
name-how = Виберіть інше; решта лишається, як є.

password-label = Пароль
password-again-label = Той самий ще раз
password-reveal = ctrl-t покаже
password-hide = ctrl-t сховає
password-same = ✓ Обидва однакові
password-host = Ваш пароль піде на { $host }.
password-empty = Пароля не введено.
password-too-short = Пароль має містити щонайменше стільки символів: { $least }.
password-too-long = Пароль може мати щонайбільше 512 байтів.
password-rule = Правила сервера хочуть від пароля більше: { $rule }.
password-refused = Сервер вважає цей пароль заслабким.
password-refused-rule = Сервер вважає цей пароль заслабким: { $rule }.
password-error-how = Виберіть інший; з кількох не пов’язаних слів вийде добрий.
password-mismatch = Паролі різні.
password-mismatch-how = Введіть його ще раз; ctrl-t покаже введене.
not-utf8 = Термінал надіслав символ не в UTF-8, тому це поле очищено, і воно нічого не приймає.
not-utf8-how = Натисніть Ctrl-U і введіть наново іншими літерами або перемкніть термінал на UTF-8.

rule-kept = ✓ { $rule }
rule-open = ○ { $rule }
rule-length = символів: від { $least }
rule-longer = більше символів
rule-digit = цифра
rule-symbol = знак
rule-lowercase = мала літера
rule-uppercase = велика літера
rule-uncommon = не поширений пароль

strength-pending = Наскільки він міцний, видно, коли ви спинитеся.
strength-very-weak = Дуже слабкий: відгадають одразу
strength-very-weak-because = Дуже слабкий: { $why }
strength-weak = Слабкий: відгадають за години
strength-weak-because = Слабкий: { $why }
strength-fair = Помірний: мережею відгадувати задовго
strength-strong = Міцний: відгадувати роками
strength-very-strong = Дуже міцний: відгадувати століттями
weakness-common = такий має багато хто
weakness-near-common = близький до того, що має багато хто
weakness-word = майже саме слово
weakness-name = майже саме ім’я
weakness-personal = у ньому ваше ім’я, адреса чи сервер
weakness-keys = сусідні клавіші
weakness-repeats = те саме знову й знову
weakness-sequence = літери чи цифри поспіль
weakness-date = дата чи рік
weakness-short = закороткий
pass-phrase-hint = Довгий кращий за хитрий: найміцніші — кілька випадкових слів.
pass-phrase-made = Вибрано випадково ({ $bits } біт). Запишіть фразу, перш ніж іти далі.

new-password-title = Виберіть новий пароль
new-password-lead-mail = Лист на { $address } уже в дорозі, якщо ця адреса тут годиться.
new-password-lead-text = SMS на { $address } уже в дорозі, якщо цей номер тут годиться.
logout-title = Ваші інші сеанси
logout-title-open = Ваші інші сеанси: виберіть ↑↓
logout-keep = Лишити їх
logout-keep-note = ви лише забули пароль
logout-all = Завершити їх усі
logout-all-note = можливо, там хтось чужий
logout-all-loses = Зашифровані повідомлення, які можуть прочитати лише ті сеанси, буде втрачено.
logout-none = Ви не сказали, що буде з вашими іншими сеансами.
logout-none-how = Виберіть стрілками; Enter веде далі.

## Invitation and terms

token-title = Який ваш токен реєстрації?
token-lead = Цей сервер — за запрошеннями. Його власники дають токени тим, кого запрошують.
token-label = Токен реєстрації
token-note = Його буде використано лише тоді, коли запис створиться.
token-empty = Токена не введено.
token-too-long = Токен має щонайбільше 64 символи.
token-character = Токен не може містити такого: { $character }
token-refused = Сервер не приймає цього токена: він хибний, використаний або застарий.
token-error-how = Перевірте й виправте його вгорі або попросіть інший; Enter веде далі.

terms-title = Ви погоджуєтеся?
terms-lead = { $count ->
    [one] Цей сервер має { $count } документ, з яким слід погодитися. Прочитайте його за адресою.
    [few] Цей сервер має { $count } документи, з якими слід погодитися. Прочитайте кожен за його адресою.
   *[many] Цей сервер має { $count } документів, з якими слід погодитися. Прочитайте кожен за його адресою.
}
terms-name = { $name } { $version }
terms-open = Ще не з усім погоджено.
terms-open-how = Enter погоджується з одним за одним.

## Review

review-title = Усе правильно?
review-server = Сервер
review-server-host = { $server } ({ $host })
review-server-practice = { $server } (вправи)
review-id = Matrix ID
review-id-on = { $id } на { $host }
review-phone = Телефон
review-phone-value = { $number }, { $country }
review-email = Пошта
review-contact = Контакт
review-no-contact = немає: забутий пароль не можна буде скинути
review-token = Запрошення
review-token-given = токен реєстрації, який буде використано
review-agreed = Погоджено
review-next-text = Далі: одне SMS із кодом піде на цей номер. Потім на цьому комп’ютері не лишиться відкритого сеансу.
review-next-mail = Далі: один лист із посиланням піде на цю адресу. Потім на цьому комп’ютері не лишиться відкритого сеансу.
review-next-both = Далі: одне SMS із кодом, а тоді один лист із посиланням. Потім на цьому комп’ютері не лишиться відкритого сеансу.
review-doubt = Можливо, останній крок уже зроблено: відповідь на нього загубилася. Далі ми спитаємо сервер.
review-next-asked = Про повідомлення вже попросили; іншого не буде.
review-next-none = Далі: буде створено запис. На цьому комп’ютері не лишиться відкритого сеансу.
review-next-reset-mail = Далі: один лист піде на цю адресу. Поки він у дорозі, ви виберете новий пароль.
review-next-reset-text = Далі: одне SMS піде на цей номер. Поки воно в дорозі, ви виберете новий пароль.

action-create = Створити обліковий запис
action-go-on = Далі
action-send-code = Надіслати код
action-send-mail = Надіслати лист
action-change-address = Змінити адресу
action-change-number = Змінити номер
action-change-account = Змінити ім’я чи пароль
action-look = Перевірити зараз
action-send-again = Надіслати ще раз
action-in = через
action-other-address = Взяти іншу адресу
action-other-number = Взяти інший номер
action-use-phone = Взяти натомість номер телефону
action-use-email = Взяти натомість адресу пошти
action-use-none = Продовжити без контакту
action-other-server = Вибрати інший сервер
action-pass-phrase = Вибрати мені випадкові слова (F5)
action-take = Взяти { $meant }
action-copy = Скопіювати Matrix ID
action-copy-link = Скопіювати посилання
action-open-link = Відкрити тут
action-qr = Показати QR-код
action-reset-instead = Скинути натомість його пароль
action-sign-up-instead = Створити натомість обліковий запис
action-finish = Завершити
action-check-password = Переконатися: увійти один раз і вийти
action-leave = Вийти

## Verify

verify-code-title = Введіть код з SMS на { $address }
verify-link-title = Відкрийте посилання з листа
verify-link-title-text = Відкрийте посилання з SMS
verify-link-lead = У дорозі на { $address }, якщо це тут годиться. Відкрийте посилання на будь-якому пристрої; ця сторінка сама піде далі.
verify-asked = Запит { $ago } тому · повідомлення { $number }
verify-asked-looked = Запит { $ago } тому · повідомлення { $number } · перевірка { $looked } тому
verify-earlier-code = Код з ранішого повідомлення ще може спрацювати.
verify-earlier-link = Посилання з ранішого повідомлення ще може спрацювати.
verify-link-hint-sign-up = Не прийшло? Погляньте в спам. Деякі сервери мовчать, якщо адресу вже зайнято.
verify-link-hint-text = Не прийшло? Деякі сервери мовчать, якщо номер уже зайнято.
verify-link-hint-reset = Не прийшло? Погляньте в спам. Лист може й сказати, що такої адреси немає в жодному записі. Деякі посилання ведуть на сторінку з кнопкою: натисніть її.

code-none = Коду не введено, і посиланням ще не скористалися.
code-none-how = Введіть код з повідомлення й натисніть Enter.
code-wrong = Сервер не прийняв { $code }.
code-wrong-how = Погляньте в найновіше повідомлення і введіть його код або попросіть інший: Ctrl-R.
code-elsewhere = Цей сервер хоче, щоб код надіслали на інший вузол: { $host }.
code-elsewhere-how = Якщо довіряєте цьому вузлові, натисніть Enter, щоб надіслати код туди.
code-elsewhere-far-how = Він не належить до { $server }: його власник зможе скористатися вашим кодом. Натискайте Enter, щоб надіслати код туди, лише якщо певні цього вузла.
code-address-bad = Сервер хоче, щоб код надіслали на незахищену адресу.
code-address-bad-how = Нічого не надіслано. Спробуйте інший контакт або скажіть власникам сервера.
codes-too-many = Сервер відхилив п’ять кодів, тож з цього повідомлення вже нічого не буде.
message-expired = Це повідомлення застаре, або сервер його вже не знає.
message-expired-how = Натисніть Ctrl-R, щоб попросити нове.

email-in-use = Запис із цією адресою пошти тут уже є.
number-in-use = Запис із цим номером телефону тут уже є.
address-in-use-how = Ctrl-X скине натомість його пароль; або введіть угорі щось інше.
email-unknown = Жоден запис тут не має цієї адреси пошти.
number-unknown = Жоден запис тут не має цього номера телефону.
address-unknown-how = Перевірте написання: контакт має бути в записі й перевірений. Ctrl-X створить натомість обліковий запис.
email-denied = Цей сервер не приймає цієї адреси пошти.
number-denied = Цей сервер не приймає цього номера телефону.
address-denied-how = Введіть угорі щось інше; Enter веде далі.
email-invalid = Сервер не може прочитати цієї адреси пошти.
number-invalid = Сервер не може прочитати цього номера телефону.
address-invalid-how = Виправте вгорі; Enter веде далі.
email-unsupported = Цей сервер не може зробити цього поштою.
number-unsupported = Цей сервер не може зробити цього телефоном.
needs-identity-server = Цей сервер не може перевірити сам і надіслав би ваш контакт третій стороні.
medium-unsupported-how = Виберіть стрілками інший спосіб; Enter веде далі.
mail-undelivered = Сервер не зміг надіслати листа.
text-undelivered = Сервер не зміг надіслати SMS.
not-again-how = Попереднього повідомлення ще чекають. Натисніть Ctrl-R, щоб попросити знову.
undelivered-how = Нічого не втрачено. Enter попросить ще раз, Esc поверне до іншої адреси.
destination-rejected = Цей сервер не надсилає SMS до цієї країни.
destination-rejected-how = Esc поверне до іншої країни чи іншого виду контакту.

limited = { $server } просить зачекати { $wait } до наступного запиту.
limited-how = Час мине сам, і тоді запит повториться один раз.
server-failed = { $server } має власну несправність.
server-refused = { $server } відмовив.
refused-how = Enter спробує ще раз; Esc поверне, щоб щось змінити.
server-circling = { $server } раз у раз скасовує те, що вже прийняв.
server-circling-how = Саме собою більше нічого не надсилається. Натисніть Enter, щоб спробувати ще раз; якщо так і буде, повідомте адміністраторів сервера.
server-full = Цей сервер більше не приймає записів.
server-full-how = Змінити це можуть власники сервера; Esc поверне до іншого.
answer-unreadable = { $server } надіслав відповідь, якої не прочитати.
answer-too-large = { $server } надіслав завелику відповідь.
answer-redirect = { $server } послав нас деінде, а це могло б розкрити ваші дані.
answer-lost = Відповідь на останній крок загубилася, тож його, можливо, вже зроблено.
answer-lost-how-sign-up = Натисніть Enter, щоб спитати ще раз, або спробуйте увійти зі своїм ім’ям і паролем.
answer-lost-how-reset = Натисніть Enter, щоб спитати ще раз, або спробуйте увійти з новим паролем.
practice-not-built = Цю програму зібрано без сервера для вправ.
practice-cannot-listen = Сервер для вправ не зміг запуститися на цьому комп’ютері.

## A step in the browser

browser-title = Один крок потребує браузера
browser-lead = { $server } хоче такого: { $stage }. Відкрийте це посилання на будь-якому пристрої:
browser-looked = Перевірено { $looked } тому
browser-hint = Завершіть там; ця сторінка сама піде далі. Нікому не показуйте посилання: за ним те, що ви тут робите.
qr-title = Зчитайте це іншим пристроєм
qr-no-room = Це вікно замале для коду. Збільште його або скопіюйте посилання:
qr-too-long = Посилання задовге для коду. Скопіюйте його:

## A sign-up in the browser

web-title = { $server } створює записи в браузері
web-offer = Він користується OAuth 2.0, тож жодна програма не може питати тут вашого пароля. Так і має бути; є два шляхи далі:
web-offer-too = Нові записи там створює лише його власна сторінка реєстрації. Є два шляхи далі:
web-offer-elsewhere = Сторінка реєстрації — на { $host }. Вона відкриється в браузері на цьому комп’ютері; програма тим часом чекатиме й покаже ваш новий Matrix ID.
web-offer-hint = Сторінка реєстрації відкриється в браузері на цьому комп’ютері. Програма тим часом чекатиме й покаже ваш новий Matrix ID.
action-open-sign-up = Відкрити сторінку реєстрації
action-account-page = Показати натомість посилання й QR-код
action-open-again = Відкрити сторінку ще раз
web-waiting-title = Створіть свій запис у браузері
web-waiting = Сторінка реєстрації { $server } відкривається в браузері на цьому комп’ютері.
web-waiting-hint = Завершіть там: ця сторінка сама піде далі. Ось її посилання, яке діє лише на цьому комп’ютері:
web-cannot-listen = Цей комп’ютер не дає програмі чекати на браузер, тож сторінка реєстрації не змогла б відповісти.
web-client-refused = { $server } не дає цій програмі відкрити свою сторінку реєстрації.
web-by-link-how = Відкрийте натомість у браузері посилання з цієї сторінки.
web-no-link-how = Виберіть інший сервер або спитайте власників цього.
web-denied = Браузер повернувся без запису.
web-denied-how = Натисніть Enter, щоб відкрити сторінку реєстрації ще раз.
web-refused = Сторінка реєстрації { $server } повернула браузер без запису.
web-unknown = Ви пройшли сторінку реєстрації, але { $server } не каже, який ваш Matrix ID.
web-unknown-how = Запис, мабуть, є: увійдіть з ім’ям, яке там вибрали.
done-web-closing = Сеанс, який питав ваш Matrix ID, закривається.
done-web-open = Сеанс, який питав ваш Matrix ID, не вдалося закрити: завершіть «mxid» у налаштуваннях запису.
status-opening-sign-up = Готуємо сторінку реєстрації
status-asking-id = Питаємо ваш Matrix ID
notice-no-browser-here = Браузер не запустився. Скопіюйте посилання й відкрийте його на цьому комп’ютері.
help-web = Цей сервер хоче, щоб записи створювали на його власній сторінці. Вона відкривається тут у браузері й відповідає цій програмі, яка покаже ваш новий Matrix ID і нічого не збереже. На комп’ютері без браузера візьміть посилання.
callback-taken = Цю сторінку можна закрити. Чим скінчилося, видно в терміналі.
callback-other = Тут нічого немає.
farewell-web-sign-up = Записи там створюють у браузері: { $url }
farewell-web-add = Контакти там додають у браузері, серед даних запису: { $url }
farewell-web-reset = Паролі там скидають у браузері, за «забули пароль»: { $url }

## What is under way

status-looking-up = Шукаємо { $server }
status-starting-practice = Запускаємо сервер для вправ
status-checking-name = Питаємо, чи вільне ім’я
status-checking-token = Перевіряємо токен
status-asking = Просимо про повідомлення
status-checking-code = Перевіряємо код
status-looking = Дивимося, чи відкрито посилання
status-looking-done = Дивимося, чи вже зроблено
status-finishing = Завершуємо
status-talking = Розмовляємо із сервером
status-look-again = Сервер не відповів. Глянемо знову через { $wait }.
status-look-limited = Сервер просить зачекати. Глянемо знову через { $wait }.
status-look-again-doubt = Можливо, вже зроблено; ця сторінка гляне знову через { $wait }.
status-repeat = Придатної відповіді ще немає. Нова спроба через { $wait }; нічого не буде надіслано двічі.

notice-country = Номер починається з коду іншої країни: тепер { $country }.
notice-paste-cut = Вставлений текст був задовгий; кінець відкинуто.
notice-paste-cleaned = Деякі символи вставленого тексту відкинуто.
notice-paste-refused = У вставленому тексті є розрив рядка або керівний символ, тому нічого не взято.
notice-password-replaced = Слова замінили ваш пароль. Ctrl-_ поверне його.
notice-copied = Скопійовано, якщо ваш термінал дозволяє.
notice-opened = Браузер попросили відкрити посилання.
notice-no-browser = Браузер тут не запустився. Скопіюйте посилання або натисніть q, щоб побачити QR-код.
notice-new-link = Сервер забув зроблене в браузері. Це посилання нове: зробіть усе ще раз.
notice-not-done-yet = Сервер ще не знає, що це зроблено.
notice-back-waits = Повернемося, щойно буде відповідь: може, вдалося.
notice-too-soon = Попросити знову можна через { $wait }.
notice-look-too-soon = Якщо глянути раніше, чекати доведеться довше.
notice-sent-again = Попрошено про ще одне повідомлення.
notice-in-use = Над цим працює інший mxid. Продовжуйте там або виберіть щось інше.
notice-gone = Від цього нічого не лишилося. Виберіть щось інше.
notice-taken-up = Ви там, де зупинилися. Паролі й токени ніколи не зберігаються: введіть свої ще раз.
notice-not-kept = Це не вдалося зберегти: { $why }. Продовжуйте як завжди, але «mxid resume» цього не знайде.
notice-kept-stale = Збережене застаріло, і його не вдалося видалити: { $why }. Не повертайтеся до нього пізніше.
notice-not-yet = Ще не відкрито. Ця сторінка дивиться далі.

cause-code = { $code } · HTTP { $status }
cause-status = HTTP { $status }

## Done

done-created-title = Ваш обліковий запис готовий
done-phone = Телефон { $number } перевірено. Небагато серверів скидають ним пароль.
done-email = Пошту { $address } перевірено; нею можна відновити запис.
done-no-contact = Контакту в записі немає: бережіть пароль.
done-another = Можливо, раніше створено запис { $name }: відповідь, яка б це сказала, загубилася.
done-no-session = Відкритого сеансу не лишилося.
done-session-closed = Сервер сам відкрив сеанс; його вже закрито.
done-session-open = Сервер сам відкрив сеанс; його закриваємо.
done-session-left-open = Один сеанс не вдалося закрити. Завершіть його в клієнті, у списку своїх сеансів.
done-next = Далі
done-iamb = { $entries } у { $heading }, тоді iamb -P { $name }
done-iamb-ready = iamb -P { $name }
done-gomuks = увійдіть як { $id }
done-gomuks-at = увійдіть як { $id } на { $base }
done-backup = Перший вхід: увімкніть резервну копію ключів, інакше зашифровані повідомлення зникнуть разом із пристроєм.
action-add-profile = Додати профіль iamb до { $path }
profile-added = Профіль { $name } — у { $path }.
profile-exists = У { $path } вже є профіль { $name }. Він лишається, як є.
profile-old-format = iamb там ще користується config.json, який { $path } затулив би. Нічого не записано.
profile-inline-table = У { $path } профілі стоять у фігурних дужках: додайте цей туди вручну. Нічого не додано.
profile-unreadable = { $path } написано не так, як читає iamb. Нічого не додано.
profile-unwritable = У { $path } не вдалося записати. Нічого не додано.
done-approval-title = Ваш запис чекає на схвалення
done-approval = { $server } створив { $name }; нові записи схвалюють власники сервера, перш ніж ними можна користуватися.
done-probably-title = Ваш запис, мабуть, готовий
done-probably = Остання відповідь { $server } загубилася, а ім’я { $name } відтоді зайняте. Найімовірніше, це ваш новий запис.
done-probably-check = Вхід зі своїм ім’ям і паролем скаже напевно.
done-password-earlier = Його пароль — той, що до перерви, або щойно введений. Якщо вони можуть різнитися, переконайтеся.
done-password-asking = Входимо з паролем.
done-password-right = Пароль діє.
done-password-wrong = Щойно введене не діє: пароль той, що до перерви.
done-password-wrong-probably = Сервер не приймає цього пароля для цього імені: діє той, що ви ввели раніше, або запис чужий.
done-password-reset = Скидання через вашу пошту задасть новий.
done-password-use = Беріть його: без адреси пошти скидання немає.
done-password-unanswered = Сервер не сказав, чи діє пароль. Спробуйте ще раз або увійдіть у клієнті.
done-reset-title = Ваш пароль змінено
done-reset = Віднині на { $server } діє новий пароль.
done-reset-earlier = { $server } змінив його, тепер чи до перерви.
done-signed-out = Усі інші сеанси завершено.
done-still-in = Ваші інші сеанси лишаються.
done-reset-advice = Якщо міг увійти хтось чужий, перегляньте свої сеанси й поновіть ключ відновлення.

## It cannot go on here

stop-closed-title = Реєстрацію там закрито
stop-closed = { $server } зараз не створює нових записів. Коли це зміниться, можуть знати його власники; інший сервер може бути відкритий.
stop-no-registration = { $server } не має способу створити запис.
stop-ask = Можете спитати: { $contacts }.
stop-ask-page = Як зв’язатися з власниками сервера, сказано на цій сторінці:
stop-server-says = Сервер каже: «{ $text }»
stop-browser-title-sign-up = Записи там створюють у браузері
stop-browser-title-reset = Паролі там скидають у браузері
stop-browser = { $server } користується OAuth 2.0, тож жодна програма не може питати тут вашого пароля. Так і має бути.
stop-browser-link-sign-up = Створіть запис у браузері, на будь-якому пристрої: відкрийте цю сторінку й виберіть «створити обліковий запис» там, де входять.
stop-browser-link-reset = Відкрийте цю сторінку в браузері, на будь-якому пристрої, і виберіть «забули пароль» там, де входять.
stop-browser-link-account = Ця сторінка покаже запис, на будь-якому пристрої, щойно ви там увійдете.
stop-browser-no-link = Сервер не каже, де саме. Може знати його сайт або власники.
stop-stages-title = Одного кроку тут не зробити
stop-stages = { $server } хоче того, що може лише браузер ({ $stages }), а сторінки для цього не має. У терміналі цього не завершити. Можливо, інший клієнт зуміє.
stop-no-passwords-title = Паролів там немає
stop-no-passwords = { $server } впускає людей інакше, наприклад через вхід компанії. Скидати нема чого.
stop-no-reset-title = Цього там не скинути
stop-no-reset-any = { $server } не скидає паролів ні поштою, ні телефоном. Можливо, допоможуть його власники.
stop-no-reset-mail = { $server } не скидає паролів поштою. Можливо, допоможуть його власники.
stop-no-reset-text = { $server } не скидає паролів телефоном. Спробуйте адресу пошти свого запису.
stop-no-way-title = Шляху всередину немає
stop-no-way = { $server } не приймає реєстрації з тим, що тут указано.
stage-recaptcha = капча (reCAPTCHA)
stage-sso = вхід у браузері
stage-terms = згода з його умовами
stage-other = «{ $name }»

## Adding a contact

page-sign-in = Вхід

goal-add = Додати контакт
goal-add-note = до свого запису
goal-add-short = додавання контакту

sign-in-title = Увійдіть у свій обліковий запис
sign-in-lead = Лише на час цієї справи: наприкінці сеанс буде закрито.
sign-in-name-label = Matrix ID, ім’я користувача чи адреса пошти
sign-in-name-placeholder = @vy:{ $server }
sign-in-practice = На сервері для вправ є запис { $name } з паролем { $password }.
sign-in-name-empty = Імені не введено.
sign-in-name-character = Ім’я не може містити такого: { $character }
sign-in-name-too-long = Ім’я довше, ніж може бути Matrix ID.
sign-in-name-how = Введіть Matrix ID, ім’я користувача чи адресу пошти запису; Enter веде далі.
sign-in-other-server = Цей Matrix ID — з { $server }, а не з цього сервера.
sign-in-other-server-how = Esc поверне, щоб вибрати той сервер; або введіть угорі інше ім’я.
sign-in-password-how = Введіть його вгорі й натисніть Enter.
sign-in-refused = Сервер не приймає цього імені з цим паролем.
sign-in-refused-how = Перевірте обидва, ctrl-t покаже пароль; Enter спробує ще раз.
sign-in-deactivated = Цей запис деактивовано, і ним більше не можна користуватися.
sign-in-locked = Цей запис зараз заблоковано.
sign-in-suspended = Цей запис зараз призупинено.
sign-in-account-how = Чому, можуть сказати власники сервера. Введіть угорі інше ім’я або натисніть Esc.
sign-in-ended = Сервер завершив потрібний сеанс.
sign-in-ended-how = Усе введене лишилося. Натисніть Enter, щоб увійти знову.

contact-title-add = Що ви хочете додати?
contact-lead-add = З поштою ви повернетеся, якщо забудете пароль; з телефоном — на небагатьох серверах.
contact-have = Уже у вашому записі: { $list }
email-title-add = Яку адресу пошти ви хочете додати?
email-on-account = Ця адреса пошти вже у вашому записі.
number-on-account = Цей номер телефону вже у вашому записі.
address-in-use-how-add = Контакт може бути лише в одному записі. Введіть угорі інший; Enter веде далі.

review-next-add-mail = Далі: один лист із посиланням піде на цю адресу. Наприкінці сеанс на цьому комп’ютері буде закрито.
review-next-add-text = Далі: одне SMS із кодом піде на цей номер. Наприкінці сеанс на цьому комп’ютері буде закрито.

status-signing-in = Входимо
status-looking-at-account = Дивимося, що є у вашому записі

answer-lost-how-add = Натисніть Enter, щоб спитати ще раз, або гляньте в клієнті, чи є він у вашому записі.
not-added = Відповідь сервера загубилася, і до вашого запису нічого не додано.

done-added-title-email = Адреса пошти у вашому записі
done-added-title-phone = Номер телефону у вашому записі
session-closed = Потрібний для цього сеанс уже закрито.
session-closing = Потрібний для цього сеанс закривається.
session-left-open = Сеанс «mxid» не вдалося закрити. Завершіть його в клієнті, у списку своїх сеансів.

stop-browser-title-add = Контакти там змінюють у браузері
stop-browser-link-add = Відкрийте цю сторінку в браузері, на будь-якому пристрої, і знайдіть свої контактні дані.
stop-no-passwords-add = { $server } не дає входити з паролем, а без нього звідси контакту не додати.
stop-no-changes-title = Контактів там не змінити
stop-no-changes = { $server } не дає додати до запису іншу адресу пошти чи номер телефону. Можливо, це зможуть його власники.

help-sign-in = Щоб додати контакт, потрібен ваш пароль, бо з контактом можна потрапити у ваш запис. Пароль іде лише на домашній сервер. Хай там що, сеанс буде закрито.

farewell-added = { $contact } додано до { $id }
farewell-doubt-contact = Контакт, можливо, додано: гляньте в клієнті, щоб знати напевно.
farewell-no-contact = Контакту не додано.
farewell-session-unnamed = Сеанс може бути ще відкритий: завершіть його в клієнті, у списку своїх сеансів.
farewell-session-open = Сеанс «mxid» може бути ще відкритий: завершіть його в клієнті.

## Leaving, help, details

leave-title = Вийти зараз?
leave-lead = Введене буде втрачено.
leave-lead-kept = Протягом дня можна продовжити з «mxid resume»; ще раз введете лише паролі, коди й токени.
leave-nothing-sent = Жодного повідомлення не надіслано, і нічого не створено.
leave-doubt = Можливо, останній крок уже зроблено: увійдіть у клієнті, щоб знати напевно.
leave-sent = Про повідомлення попросили. Нічого не буде створено чи змінено, якщо не завершите тут.

help-title = Довідка
help-key-enter = Enter
help-enter = веде далі або робить позначене
help-key-esc = Esc
help-esc = на сторінку назад; введене не зникає
help-key-tab = Tab
help-tab = до наступного поля, Shift-Tab — назад
help-key-arrows = ↑ ↓
help-arrows = вибрати
help-key-toggle = Пробіл
help-key-details = F2, Ctrl-O
help-details = про що вже питали сервер
help-key-redraw = Ctrl-L
help-redraw = малює все наново
help-key-leave = Ctrl-C
help-leave = вийти; спершу запитає, якщо щось утратиться
help-key-take = F3
help-key-practise = Ctrl-P
help-key-switch = Ctrl-X
help-key-copy = Ctrl-Y
help-copy = копіює посилання
help-copy-id = копіює Matrix ID
help-key-qr = q
help-qr = показує посилання як QR-код
help-key-open = o
help-open = відкриває посилання тут у браузері
help-key-reveal = Ctrl-T
help-key-pass-phrase = F5
help-key-undo = Ctrl-_
help-reveal = показує чи ховає пароль
help-pass-phrase = вписує фразу з випадкових слів
help-undo = скасовує зміну; Alt-/ повертає її
help-key-again = Ctrl-R
help-again = просить ще одне повідомлення
help-key-change = F4
help-key-message = Ctrl-N
help-message = відкриває найновіше повідомлення для вправ

help-goal = Ця програма дасть вам запис на домашньому сервері Matrix або поверне в той, пароль від якого ви забули. Браузер потрібен лише там, де цього вимагає сервер.
help-server = Домашній сервер — це місце, де живе ваш запис, як у поштового провайдера. Введіть його назву; її шукатимуть, щойно ви спинитеся. Нею закінчуватиметься ваш Matrix ID.
help-contact = Лише з перевіреним контактом можна скинути забутий пароль. Його бачать власники сервера, а інші користувачі — ні.
help-country = Номери читаються так, як їх набирають у цій країні. Введіть кілька літер назви, код із двох літер або код набору.
help-number = Введіть номер так, як набираєте вдома, або з + і кодом країни. Рядок під полем показує, на який саме номер піде SMS.
help-address = Сервер надішле посилання на цю адресу.
help-account = Ім’я стане вашим Matrix ID, і пізніше його не змінити. Пароль іде лише на домашній сервер і тут не лишається.
help-token = Деякі сервери впускають лише з токеном. Спитайте того, хто вас запросив.
help-terms = З кожним документом погоджуються окремо. Адреси відкриє будь-який браузер.
help-review = Це все, що станеться. Коли підете далі, сервер попросять про одне повідомлення, якщо ще не просили.
help-new-password = Новий пароль діятиме, щойно відкриють посилання з листа. Завершити інші сеанси варто, коли там може бути хтось чужий; старі зашифровані повідомлення можуть стати нечитними.
help-browser = Сервер хоче того, що може показати лише вебсторінка, наприклад капчу. Відкрийте посилання на будь-якому пристрої, завершіть там і поверніться: ця сторінка сама піде далі.
help-verify = Повідомлення доводить, що адреса ваша. Воно може йти хвилину. Попросити ще раз — надіслати ще одне; попросити раз — надіслати одне, хай яка погана мережа.
help-verify-code = Код із повідомлення доводить, що номер ваш. Воно може йти хвилину. Код із шести цифр перевіряється, щойно він повний, будь-який інший — після Enter. Enter без коду дивиться, чи відкрито посилання з повідомлення.
help-done = Усе зроблено. Нічого таємного на цьому комп’ютері не лишилося.
help-stopped = Цей сервер не може цього зробити, і ця сторінка каже чому. Усе введене збережено для іншого сервера.

details-title = Подробиці
details-base = Адреса сервера
details-version = Найновіша версія
details-attempt = Повідомлення
details-requests = Запити, найновіший перший
details-none = Ще жодного сервера ні про що не питали.
details-waiting = чекає
details-answered = є відповідь · { $ms } мс
details-failed = { $why } · { $ms } мс
details-dropped = уже не потрібно
details-dns = немає адреси
details-refused = у з’єднанні відмовлено
details-timeout = без відповіді
details-tls = збій TLS
details-proxy = збій проксі
details-broken = з’єднання обірвалося
details-unreadable = нечитна відповідь

## Practice

strip-title = сервер для вправ: ніщо не покидає цього комп’ютера
strip-empty = Повідомлень ще немає: тут з’явиться те, що надішле сервер.
strip-open = ctrl-n відкриє
strip-sms = SMS на { $to }
strip-mail = Лист на { $to }
message-sms-title = SMS на { $to }
message-mail-title = Лист на { $to }
message-lead = Це скринька для вправ. На справжньому сервері повідомлення було б у вашому телефоні чи пошті.
message-confirm = Enter натискає кнопку цієї сторінки.

## Probe: what a server offers

probe-base = Адреса
probe-software = Програма
probe-versions = Версії Matrix
probe-newest = { $count ->
    [one] { $version }, найновіша з { $count }
    [few] { $version }, найновіша з { $count }
   *[many] { $version }, найновіша з { $count }
}
probe-old = { $count ->
    [one] { $count }, і стара
    [few] { $count }, усі старі
   *[many] { $count }, усі старі
}
quoted = «{ $text }»
probe-none = немає
probe-sign-up = Реєстрація
probe-open = відкрито
probe-open-browser = відкрито, у браузері
probe-closed = закрито
probe-absent = немає
probe-no-way = шляху не вказано
probe-email = Адреса пошти
probe-phone = Номер телефону
probe-required = обов’язково
probe-optional = необов’язково
probe-not-taken = не приймає
probe-token = Токен реєстрації
probe-needed = потрібен
probe-not-needed = не потрібен
probe-browser = Кроки в браузері
probe-documents = Погодитися з
probe-reset-email = Скидання поштою
probe-reset-phone = Скидання телефоном
probe-offered = є
probe-unlikely = навряд
probe-no = ні
probe-oauth = OAuth 2.0
probe-oauth-alone = створює й відновлює всі записи
probe-oauth-beside = поряд із паролями
probe-account-page = Сторінка запису
probe-password = Правила пароля

name-value = { $name }: { $value }
probe-flow-sign-up = Реєстрація
probe-flow-reset = Скидання
probe-flow-add = Додавання контакту
probe-sign-up-token = Відкрито з токеном реєстрації, запрошенням від власників.
probe-sign-up-step = Відкрито, з кроком у браузері.
probe-sign-up-both = Відкрито, з токеном реєстрації та кроком у браузері.
probe-sign-up-browser = Записи цього сервера створюють у браузері.
probe-reset-works = Цей сервер може надіслати для цього посилання поштою.
probe-reset-untold = Скидання поштою вказано; чи прийде лист, покаже лише спроба.
probe-reset-by-phone = Цей сервер указує скидання телефоном.
probe-reset-unlikely = Його вказано, але більше ніщо тут не каже про пошту: навряд.
probe-reset-none = Цей сервер не скидає паролів ні поштою, ні телефоном.
probe-add-email = Адресу пошти, мабуть, можна додати; показав би вхід.
probe-add-phone = Номер телефону, мабуть, можна додати; показав би вхід.
probe-add-both = Мабуть, можна додати обидва; показав би вхід.
probe-add-untold = Чи приймає цей сервер якийсь, показав би лише вхід.
probe-add-browser = Контактами запису керують у браузері.
probe-add-no-passwords = Цей сервер не користується паролями, тож ця програма не може увійти.

probe-spelling-how = Перевірте написання або вкажіть повну https-адресу сервера.
probe-proxy-how = Перевірте адресу проксі й спробуйте ще раз.
probe-later-how = Спробуйте пізніше або спитайте власників сервера.

## Left on the normal screen

farewell-created = Ваш Matrix ID: { $id }
farewell-iamb = Ваш клієнт готовий: iamb -P { $name }
farewell-iamb-late = Запис у { $path } тривав надто довго: подивіться, чи є там профіль { $name }.
farewell-practice = Лише для вправ: сервер і запис зникли разом із програмою.
farewell-web-waiting = Поки нічого не створено. Завершіть у браузері, і запис однаково буде: увійдіть з ім’ям, яке там вибрали.
farewell-base = Домашній сервер: { $url }
farewell-approval = { $name } на { $server } створено, і запис чекає на схвалення.
farewell-probably = { $name } на { $server }, мабуть, створено; увійдіть, щоб знати напевно.
farewell-reset = Пароль на { $server } змінено.
farewell-doubt-account = Запис, можливо, створено: увійдіть, щоб знати напевно.
farewell-doubt-reset = Пароль, можливо, змінено: увійдіть, щоб знати напевно.
farewell-no-account = Запису не створено.
farewell-no-reset = Пароля не змінено.
farewell-sent = Про повідомлення попросили; на нього можна не зважати.
farewell-again = Запустіть mxid ще раз, щоб почати знову.

too-small = Це вікно замале. Збільште його, щоб продовжити.

## An unfinished flow, before the wizard begins and after it has ended

farewell-kept = Введене зберігається день, без паролів. Продовжити: «mxid resume», видалити: «mxid forget».
farewell-log = Журнал має прогалини: не кожен запит удалося записати у файл.
farewell-not-kept = Введене не вдалося зберегти: { $why }.
farewell-not-kept-in = Введене не вдалося зберегти в { $path }: { $why }.
farewell-stale = Збережене в { $path } застаріло, і його не вдалося видалити: { $why }. Не повертайтеся до нього; «mxid forget» спробує видалити.
farewell-not-removed = Збережене не вдалося видалити з { $path }: { $why }. «mxid forget» спробує ще раз.
keep-in-use = ним зайнятий інший mxid
keep-too-large = завеликий обсяг
keep-no-folder = ваша система не називає для цього домашньої теки
disk-full = місця не лишилося
disk-not-allowed = вам не можна туди писати чи звідти читати
disk-no-folder = на місці теки лежить файл
disk-slow = диск надто довго не відповідав
disk-other = система не змогла
resume-none = Незавершеного, яке можна продовжити, немає.
resume-expired = Незавершене було старше за день, і його видалено.
resume-in-use = Над цим працює інший mxid. Продовжуйте там або спершу завершіть його.
resume-id-server = Незавершене на { $server } називає сервер ідентифікації { $host }, токен якого не зберігається: вкажіть ще раз --id-server і --id-access-token-file.
resume-other-id-server = Незавершене на { $server } не називає цього сервера ідентифікації: приберіть --id-server і --id-access-token-file.
saved-refused = Не прочитано, бо { $why }: { $path }
saved-aside = Не прочитано, бо { $why }. Відкладено як { $path }
saved-damaged = файл пошкоджено
saved-format = його записала інша версія mxid
saved-no-file = це не звичайний файл
saved-owner = він належить іншому користувачеві
saved-exposed = інші користувачі можуть його читати чи змінювати
saved-future = він з майбутнього, і годинник цього комп’ютера може помилятися
saved-folder = Незавершене не вдалося пошукати в { $path }: { $why }.
saved-no-folder = Незавершене не вдалося пошукати: ваша система не називає домашньої теки.
forget-sign-up = запис на { $server }
forget-reset = новий пароль на { $server }
forget-add = контакт на { $server }
forget-one = Видалено: { $what }.
forget-one-about = Видалено: { $what } ({ $about }).
forget-other-versions = { $count ->
    [one] Видалено { $count } файл інших версій mxid.
    [few] Видалено { $count } файли інших версій mxid.
   *[many] Видалено { $count } файлів інших версій mxid.
}
forget-others = { $count ->
    [one] Видалено { $count } непридатний файл.
    [few] Видалено { $count } непридатні файли.
   *[many] Видалено { $count } непридатних файлів.
}
forget-none = Незавершеного, яке можна видалити, немає.
forget-in-use = { $count ->
    [one] { $count } лишається: над ним працює інший mxid.
    [few] { $count } лишаються: над ними працюють інші mxid.
   *[many] { $count } лишаються: над ними працюють інші mxid.
}
forget-stays = Не видалено, бо { $why }: { $path }

## Plain mode: the words that are typed, what they do, and the prompts. Each word is one word.

word-continue = далі
word-back = назад
word-stay = лишитися
word-leave = вийти
word-again = знову
word-change = змінити
word-instead = натомість
word-take = взяти
word-phrase = фраза
word-practise = вправи
word-open = відкрити
word-message = повідомлення
word-help = довідка
word-details = подробиці
word-repeat = повторити
word-next = наступне
word-previous = попереднє
word-more = більше

word-does-continue = веде далі; порожній рядок теж
word-does-repeat = читає цю сторінку ще раз
word-does-next = до наступного питання цієї сторінки
word-does-previous = до попереднього питання
word-does-more = показує більше варіантів

plain-begins = Режим рядків: вводьте кожну відповідь і натискайте Enter. «{ $help }» покаже можливі слова, «{ $leave }» завершить.
plain-step = Крок { $at } із { $all }: { $name }
plain-warning = Увага: { $text }
plain-problem = Проблема: { $text }
plain-agreed = погоджено
plain-not-agreed = не погоджено
plain-more = { $shown } із { $all }. «{ $more }» покаже більше.
plain-now = Тепер можна: { $label }
plain-nothing = Тут це нічого не робить. «{ $help }» покаже, що робить.
plain-too-long = Цей рядок задовгий для відповіді, тож його не взято: введіть коротший.
plain-not-text = Цей рядок не в UTF-8, тож його не взято: введіть його ще раз.
plain-literal = Щоб дати одне з цих слів як відповідь, поставте попереду =.
plain-sms = SMS на { $to }: { $text }
plain-mail = Лист на { $to }: { $text }
plain-mail-link = «{ $open }» перейде за посиланням: { $link }
plain-input-ended = Відповідей більше немає. Далі піде саме; Ctrl-C завершить.
plain-answers-short = Відповідей більше немає, а справу не завершено.
plain-answer = Відповідь
plain-ask = { $label }:
plain-ask-like = { $label } ({ $example }):
plain-ask-kept = { $label } (Enter лишає { $value }):
plain-ask-secret = { $label } (введене не видно):
plain-ask-secret-kept = { $label } (введене не видно; Enter лишає те, що ви ввели):
plain-ask-code = Код:
plain-ask-number = Номер:
plain-ask-number-or = Номер або Enter для { $number }, { $label }:
plain-ask-country = Країна або номер зі списку:
plain-ask-country-or = Країна, номер зі списку або Enter для { $label }:
plain-ask-agree = Enter погоджується: { $label }:
plain-ask-leave = «{ $leave }» чи «{ $stay }»:
plain-ask-enter = Enter веде далі:
