# Japanese, in です・ます. Words and manner: assets/locales/README.md.

minutes = { $count } 分
hours = { $count } 時間
# One thing after another in a list, and one sentence after another in a line.
list-next = { $list }、{ $next }
sentence-next = { $before }{ $next }

## The way

page-goal = 開始
page-server = サーバー
page-contact = 連絡先
page-phone = 電話番号
page-email = メール
page-account = アカウント
page-token = 招待
page-terms = 規約
page-review = 確認
page-password = パスワード
page-browser = ブラウザー
page-verify = 認証
page-done = 完了

## Keys, as the footer names them

key-continue = 次へ
key-do = 実行
key-submit = 送信
key-agree = 同意
key-toggle = 同意の切り替え
key-back = 戻る
key-choose = 選択
key-next = 移動
key-send-again = 再送
key-change = 宛先を変更
key-reveal = パスワードを表示
key-hide = パスワードを隠す
key-practise = 練習
key-pass-phrase = 単語で作る
key-take = 採用
key-copy = コピー
key-open = 開く
key-qr = QR コード
key-message = メッセージを開く
key-follow = リンクを開く
key-confirm = ボタンを押す
key-close = 閉じる
key-help = ヘルプ
key-details = 詳細
key-leave = 終了
key-leave-now = 今すぐ終了
key-stay = 続ける
key-reset-instead = パスワードを再設定
key-sign-up-instead = アカウントを作成

## What would you like to do?

goal-title = 何をしますか
goal-sign-up = アカウントを作る
goal-sign-up-note = 新しい Matrix ID
goal-sign-up-short = アカウントの作成
goal-resume-sign-up = { $server } のアカウント作成を再開
goal-resume-reset = { $server } のパスワード再設定を再開
goal-resume-add = { $server } の連絡先追加を再開
goal-resume-note = { $age } 前
goal-resume-note-about = { $about } · { $age } 前
goal-reset = 忘れたパスワードを再設定する
goal-reset-note = アカウントのメールアドレスで
goal-reset-short = パスワードの再設定

## Server

server-title-sign-up = どのサーバーにアカウントを作りますか
server-title-reset = アカウントはどのサーバーにありますか
server-label = ホームサーバー
server-placeholder = example.org
server-usual = 設定ファイルからのサーバーです。ここで変更できます。
server-practise = 決まっていなければ、Ctrl-P で内蔵サーバーを使って練習できます。
server-found = { $host } で見つかりました
server-found-practice = このコンピューターの中だけの練習用サーバーです
offer-open = 登録を受け付けています。
offer-neither = メールアドレスも電話番号も不要です。
offer-both-required = メールアドレスと電話番号が必要です。
offer-email-required = メールアドレスが必要です。
offer-phone-required = 電話番号が必要です。
offer-email-optional = メールアドレスは任意です。
offer-phone-optional = 電話番号は任意です。
offer-email-required-phone-optional = メールアドレスが必要で、電話番号は任意です。
offer-phone-required-email-optional = 電話番号が必要で、メールアドレスは任意です。
offer-both-optional = メールアドレスと電話番号は任意です。
offer-one-required = メールアドレスか電話番号のどちらかが必要です。
offer-token = 登録トークン（サーバーの管理者からの招待）が必要です。
offer-terms = 同意が必要な文書が { $count } 件あります。
offer-closed = このサーバーは登録を受け付けていません。
offer-browser = このサーバーのアカウントは、ブラウザーで作成・復旧します。
offer-none = このサーバーではアカウントを作れません。
offer-web-too = アカウントはブラウザーでも作れます。
offer-browser-step = 登録の途中でブラウザーが必要です。
offer-no-passwords = このサーバーはパスワードを使いません。
offer-no-way = このサーバーには、このプログラムで進める方法がありません。

character-space = 空白
look-alike = 「{ $character }」は「{ $like }」に似ているだけの{ $script }です。
look-alike-other = 「{ $character }」は「{ $like }」に似ているだけです。
script-cyrillic = キリル文字
script-greek = ギリシャ文字
script-armenian = アルメニア文字
script-full-width = 全角文字

server-empty = サーバーが入力されていません。
server-character = サーバー名に使えない文字があります：{ $character }
server-port = コロンの後のポートは 1 から 65535 までの数です。
server-malformed = サーバー名の形になっていません。
server-plain-http = ただの http では、パスワードが保護されずに送られます。
server-url-extra = サーバーのアドレスに、ユーザー名や「?」「#」は入りません。
server-url-malformed = ウェブアドレスの形になっていません。
server-error-how = example.org のような名前か、サーバーの https アドレス全体を入力してください。

well-known-status = { $server } は、Matrix サーバーを示すべき場所で HTTP { $status } を返しました。
well-known-empty = { $server } は、Matrix サーバーを示すべき場所で何も返しませんでした。
well-known-not-json = { $server } は、Matrix サーバーを示すべき場所で読めないものを返しました（JSON ではありません）。
well-known-too-large = { $server } は、Matrix サーバーを示すべき場所で大きすぎるものを返しました。
well-known-no-url = { $server } には Matrix のファイルがありますが、サーバーが書かれていません（m.homeserver）。
well-known-unusable = { $server } が示す Matrix サーバーのアドレスは使えません。
well-known-how = 直せるのはサーバーの管理者です。それまでは Matrix サーバーの https アドレス全体を貼り付けてください。Enter でもう一度試します。
well-known-none = { $server } は Matrix サーバーの場所を示しておらず、それ自体も Matrix サーバーではありません。
redirect-loop = { $server } の転送は一周して元に戻り、Matrix サーバーにたどり着きません。
redirect-too-many = { $server } からの転送が 5 回続いたので、そこで止めました。
redirect-insecure = { $server } の転送先は安全でない（https でない）ため、何も送りませんでした。
redirect-nowhere = { $server } は転送先を示さずに転送しました。
redirect-unreachable-how = { $server } がそこへ転送しています。直せるのはサーバーの管理者です。それまでは Matrix サーバーの https アドレス全体を貼り付けてください。
elsewhere-how = { $server } によると、Matrix サーバーはそこにあります。Enter でもう一度試すか、正しい https アドレスを知っていれば貼り付けてください。
not-matrix = { $server } は応答しますが、Matrix サーバーではありません。
discovery-how = つづりを確かめるか、サーバーの https アドレス全体を貼り付けてください。Enter でもう一度試します。
dns-how = つづりを確かめるか、サーバーの https アドレス全体を貼り付けてください。

network-dns = { $server } に Matrix サーバーはありません：この名前にアドレスがありません（DNS）。
network-refused = { $server } は応答しません：接続を拒否されました。
network-timeout = { $server } から時間内に応答がありませんでした。
network-broken = { $server } との接続が切れました。
proxy-unreachable = プロキシ自体が応答しません。
proxy-credentials = プロキシにユーザー名とパスワードが必要か、渡したものが受け付けられません。
proxy-refused = プロキシが { $server } に接続しなかったか、接続できませんでした。
tls-expired = { $server } の証明書は期限切れで、応答している相手を確かめられません。
tls-not-yet-valid = { $server } の証明書はまだ有効期間の前です。どちらかの時計がずれているかもしれません。
tls-wrong-host = { $server } の証明書は別の名前のものです。
tls-unknown-issuer = { $server } の証明書の発行者は、このコンピューターでは信頼されていません。
tls-other = { $server } と安全に接続できませんでした（TLS）。
tls-how = 何も送っていません。名前とこのコンピューターの時計を確かめるか、サーバーの管理者に尋ねてください。
tls-issuer-how = 何も送っていません。お使いのネットワークやサーバーに独自の証明書があれば、--ca-file を付けて始め直してください。なければサーバーの管理者に尋ねてください。
proxy-how = Enter でもう一度試します。プロキシは --proxy、HTTPS_PROXY、ALL_PROXY のどれかで決まっています。そこを直して始め直してください。
proxy-credentials-how = HTTPS_PROXY に http://name:password@proxy.example.org:3128 のように書いて、始め直してください。
try-again-how = 入力した内容はすべて残っています。Enter でもう一度試します。

## Contact

contact-title-sign-up = サーバーからの連絡を受け取る方法を選んでください
contact-title-reset = サーバーに登録した連絡先を選んでください
contact-lead-sign-up = メールがあれば、パスワードを忘れても再設定できます。電話で再設定できるサーバーはわずかです。
contact-refused = このサーバーでは不可
contact-lead-reset = アカウントに登録済みで、認証済みのものに限ります。
contact-phone = 電話番号
contact-phone-note = SMS のコード
contact-phone-reset-note = 対応はまれですが、試します
contact-email = メールアドレス
contact-email-note = メールのリンク
contact-both = 電話番号とメールアドレス
contact-both-note = 両方を認証します
contact-none = どちらもなし
contact-none-note = パスワードを忘れたら戻れません
contact-required = 必須
contact-no-phone = このサーバーは電話番号を受け付けません。
contact-no-email = このサーバーはメールアドレスを受け付けません。
contact-one-needed = このサーバーでは連絡先が必要で、なしでは進めません。

email-title-sign-up = メールアドレスを入力してください
email-title-reset = アカウントのメールアドレスを入力してください
email-placeholder = name@example.org
email-will = { $address } にメールを送ります
did-you-mean = { $meant } ではありませんか。F3 で採用します。
email-spelling = 登録したときと同じ書き方で入力してください。大文字と小文字を区別するサーバーもあります。
email-practice = 練習用サーバーには { $address } のアカウントがあります。
nothing-sent-yet = 確認ページを見るまで、何も送られません。

email-empty = アドレスが入力されていません。
email-no-name = @ の前に名前が必要です。
email-no-domain = @ の後にドメインが必要です。
email-two-ats = アドレスの @ は一つだけです。
email-character = その位置に使えない文字があります：{ $character }
email-domain = @ の後の部分が足りません。
email-domain-malformed = @ の後の部分がドメインの形になっていません。
email-local = @ の後に点（.）がありません。Enter でこのまま進みます。
email-too-long = アドレスがメールサーバーの上限より長くなっています。
email-error-how = 上で直してから Enter を押してください。

## Country and number

country-title = どの国の番号ですか
country-placeholder = 国名、JP のようなコード、または +81
country-count = { $all } 件中 { $shown } 件 · 国名、JP のようなコード、または +81
country-no-match = 当てはまる国がありません。別の書き方を試してください。
country-by-zone = タイムゾーンから
country-by-locale = 言語設定から
country-by-both = タイムゾーンと言語から
country-none = 国がまだ選ばれていません。
country-none-how = 国名を何文字か入力するか、矢印キーで選んでください。Enter で進みます。

number-title = 電話番号を入力してください
number-label = { $country }（+{ $dial }）
number-placeholder = 例：{ $example }
number-will = { $number } に SMS を送ります
number-landline = 固定電話の番号のようです。SMS が届かないかもしれません。Enter で進みます。
number-service = サービス用の番号のようです。SMS が届かないかもしれません。Enter で進みます。
number-short = 数字が { $missing } 桁足りないようです。Enter でこのまま進みます。
number-long = 桁が多すぎるようです。Enter でこのまま進みます。
number-plus-missing = 国番号から始まる番号なら、前に + を付けてください。Enter でこのまま進みます。
number-unassigned = 手元の表にない番号ですが、表が古いのかもしれません。Enter で進みます。

number-empty = 番号が入力されていません。
number-too-short = あと { $missing } 桁です。
number-too-short-for = 番号としてはまだ短すぎます。
number-too-long = この国の番号としては長すぎます：{ $country }
number-letter = 電話番号に文字は入りません。
number-extension = 内線番号に SMS は送れません。
number-plus = + は先頭に置きます。
number-sign = 電話番号に使えない文字があります：{ $character }
number-control = 電話番号に制御文字は使えません。
number-calling-code = + の後の国番号に当たる国がありません。
number-error-how = 上で直してから Enter を押してください。

## Name and password

account-title = ユーザー名とパスワードを決めてください
username-label = ユーザー名
username-hint = 使えるのは英小文字、数字、. _ = - / + です。
username-will = { $id } になります
username-will-on = { $host } の { $id } になります
username-empty = ユーザー名が入力されていません。
username-character = ユーザー名に使えない文字があります：{ $character }
username-too-long = ユーザー名が長すぎます。
username-error-how = 使えるのは英小文字、数字、. _ = - / + です。上で直してください。Enter で進みます。
name-taken = その名前は、このサーバーでは使われています。
name-refused = その名前は、このサーバーでは許されていません。
name-reserved = その名前は、このサーバーでは予約されています。
name-how = 別の名前を選んでください。ほかの入力はそのまま残ります。

password-label = パスワード
password-again-label = パスワードをもう一度
password-reveal = ctrl-t で表示
password-hide = ctrl-t で隠す
password-same = ✓ 一致しています
password-host = パスワードは { $host } に送られます。
password-empty = パスワードが入力されていません。
password-too-short = パスワードには { $least } 文字以上が必要です。
password-too-long = パスワードは 512 バイトまでです。
password-rule = サーバーの規則を満たしていません：{ $rule }
password-refused = このパスワードは弱すぎるとサーバーに断られました。
password-refused-rule = このパスワードは弱すぎるとサーバーに断られました：{ $rule }
password-error-how = 別のものを選んでください。関係のない単語をいくつか並べると強くなります。
password-mismatch = 二つのパスワードが一致しません。
password-mismatch-how = もう一度入力してください。ctrl-t で入力した内容を表示します。
not-utf8 = 端末から UTF-8 ではない文字が届いたため、この欄を空にしました。今は何も入りません。
not-utf8-how = Ctrl-U を押して別の文字で入力し直すか、端末を UTF-8 に設定してください。

rule-kept = ✓ { $rule }
rule-open = ○ { $rule }
rule-length = { $least } 文字以上
rule-longer = もっと長く
rule-digit = 数字
rule-symbol = 記号
rule-lowercase = 小文字
rule-uppercase = 大文字
rule-uncommon = ありふれていない

strength-pending = 手を止めると強さが表示されます。
strength-very-weak = とても弱い：すぐに破られます
strength-very-weak-because = とても弱い：{ $why }
strength-weak = 弱い：数時間で破られます
strength-weak-because = 弱い：{ $why }
strength-fair = ふつう：回線越しには破りきれません
strength-strong = 強い：破るのに何年もかかります
strength-very-strong = とても強い：破るのに何百年もかかります
weakness-common = とてもよくあるパスワードです
weakness-near-common = 多くの人が使うものに近いです
weakness-word = ほとんど一つの単語です
weakness-name = ほとんど名前です
weakness-personal = 名前、アドレス、サーバー名が入っています
weakness-keys = キーボードで隣り合うキーです
weakness-repeats = 同じものの繰り返しです
weakness-sequence = 順番どおりの文字や数字です
weakness-date = 日付か年です
weakness-short = 短すぎます
pass-phrase-hint = 複雑さより長さ：無作為な単語をいくつか並べるのが一番です。
pass-phrase-made = 無作為に作りました（{ $bits } ビット）。進む前に書き留めてください。

new-password-title = 新しいパスワードを決めてください
new-password-lead-mail = { $address } を使うアカウントがここにあれば、メールを送信中です。
new-password-lead-text = { $address } を使うアカウントがここにあれば、SMS を送信中です。
logout-title = ほかのセッション
logout-title-open = ほかのセッション：↑↓ で選択
logout-keep = ログインしたままにする
logout-keep-note = 忘れただけのとき
logout-all = すべてログアウトする
logout-all-note = 誰かが入った疑いがあるとき
logout-all-loses = それらのセッションでしか読めない暗号化メッセージは失われます。
logout-none = ほかのセッションをどうするか、まだ選ばれていません。
logout-none-how = 矢印キーで選んでください。Enter で進みます。

## Invitation and terms

token-title = 登録トークンを入力してください
token-lead = このサーバーは招待制です。管理者が、招待する人にトークンを渡します。
token-label = 登録トークン
token-note = トークンは、アカウントができたときに初めて使われます。
token-empty = トークンが入力されていません。
token-too-long = トークンは 64 文字までです。
token-character = トークンに使えない文字があります：{ $character }
token-refused = サーバーがトークンを受け付けません：間違いか、使用済みか、期限切れです。
token-error-how = 上で確かめて直すか、別のトークンをもらってください。Enter で進みます。

terms-title = 同意しますか
terms-lead = このサーバーには同意が必要な文書が { $count } 件あります。それぞれのアドレスで読んでください。
terms-name = { $name } { $version }
terms-open = まだ同意していないものがあります。
terms-open-how = Enter で一つずつ同意します。

## Review

review-title = これでよろしいですか
review-server = サーバー
review-server-host = { $server }（{ $host }）
review-server-practice = { $server }（練習）
review-id = Matrix ID
review-id-on = { $host } の { $id }
review-phone = 電話番号
review-phone-value = { $number }（{ $country }）
review-email = メール
review-contact = 連絡先
review-no-contact = なし：パスワードを忘れても再設定できません
review-token = 招待
review-token-given = 登録トークン（この登録で使われます）
review-agreed = 同意済み
review-next-text = 次に、コードの入った SMS がこの番号に 1 通送られます。終わった後、このコンピューターにセッションは残りません。
review-next-mail = 次に、リンクの入ったメールがこのアドレスに 1 通送られます。終わった後、このコンピューターにセッションは残りません。
review-next-both = 次に、コードの入った SMS が 1 通、続いてリンクの入ったメールが 1 通送られます。終わった後、このコンピューターにセッションは残りません。
review-doubt = 応答が失われたため、最後の手順はもう済んでいるかもしれません。進むとサーバーに尋ねます。
review-next-asked = メッセージはもう依頼してあります。進んでも二通目は送られません。
review-next-none = 次に、アカウントが作られます。このコンピューターにセッションは残りません。
review-next-reset-mail = 次に、このアドレスにメールが 1 通送られます。届くまでの間に新しいパスワードを決めます。
review-next-reset-text = 次に、この番号に SMS が 1 通送られます。届くまでの間に新しいパスワードを決めます。

action-create = アカウントを作る
action-go-on = 進む
action-send-code = コードを送る
action-send-mail = メールを送る
action-change-address = アドレスを変更する
action-change-number = 番号を変更する
action-change-account = 名前かパスワードを変更する
action-look = 今すぐ確かめる
action-send-again = もう一度送る
action-in = あと
action-other-address = 別のアドレスを使う
action-other-number = 別の番号を使う
action-use-phone = 代わりに電話番号を使う
action-use-email = 代わりにメールアドレスを使う
action-use-none = 連絡先なしで進む
action-other-server = 別のサーバーを選ぶ
action-pass-phrase = 無作為に単語を選んでもらう（F5）
action-take = { $meant } を採用する
action-copy = Matrix ID をコピーする
action-copy-link = リンクをコピーする
action-open-link = ここで開く
action-qr = QR コードを表示する
action-reset-instead = 代わりにパスワードを再設定する
action-sign-up-instead = 代わりにアカウントを作る
action-finish = 完了
action-check-password = 確かめる：一度ログインして、すぐログアウトする
action-leave = 終了

## Verify

verify-code-title = { $address } に届いた SMS のコードを入力してください
verify-link-title = メールのリンクを開いてください
verify-link-title-text = SMS のリンクを開いてください
verify-link-lead = { $address } へのメッセージをサーバーに依頼しました。リンクはどの端末で開いてもかまいません。このページは自動で先に進みます。
verify-asked = { $ago } 前に依頼 · { $number } 通目
verify-asked-looked = { $ago } 前に依頼 · { $number } 通目 · { $looked } 前に確認
verify-earlier-code = 前のメッセージのコードも、まだ使えるかもしれません。
verify-earlier-link = 前のメッセージのリンクも、まだ使えるかもしれません。
verify-link-hint-sign-up = 届かないときは迷惑メールを見てください。すでに使われているアドレスには何も送らないサーバーもあります。
verify-link-hint-text = 届かないとき：すでに使われている番号には何も送らないサーバーもあります。
verify-link-hint-reset = 届かないときは迷惑メールを見てください。「このアドレスのアカウントはない」というメールのこともあります。開いた先にボタンがあれば、押してください。

code-none = コードは入力されておらず、リンクもまだ使われていません。
code-none-how = メッセージのコードを入力して Enter を押してください。
code-wrong = サーバーは { $code } を受け付けませんでした。
code-wrong-how = 一番新しいメッセージを確かめてそのコードを入力するか、Ctrl-R で次のコードを頼んでください。
code-elsewhere = このサーバーは、コードを別のホストに送るよう求めています：{ $host }
code-elsewhere-how = そのホストを信頼するなら、Enter を押すとコードをそこに送ります。
code-elsewhere-far-how = そのホストは { $server } の一部ではなく、運営者はあなたのコードを使えてしまいます。確かなホストだと分かるときだけ、Enter でコードをそこに送ってください。
code-address-bad = このサーバーは、安全でないアドレスにコードを送るよう求めています。
code-address-bad-how = 何も送っていません。別の連絡先を試すか、サーバーの管理者に知らせてください。
codes-too-many = コードが 5 回断られたので、このメッセージはもう使えません。
message-expired = メッセージが古すぎるか、サーバーが覚えていません。
message-expired-how = Ctrl-R で新しいものを頼んでください。

email-in-use = このメールアドレスのアカウントは、ここにもうあります。
number-in-use = この電話番号のアカウントは、ここにもうあります。
address-in-use-how = Ctrl-X でそのパスワードを再設定するか、上で別のものを入力してください。
email-unknown = このメールアドレスのアカウントは、ここにありません。
number-unknown = この電話番号のアカウントは、ここにありません。
address-unknown-how = つづりを確かめてください。アカウントに登録済みで、認証済みのものに限ります。Ctrl-X なら代わりにアカウントを作ります。
email-denied = このサーバーは、このメールアドレスを受け付けません。
number-denied = このサーバーは、この電話番号を受け付けません。
address-denied-how = 上で別のものを入力してください。Enter で進みます。
email-invalid = サーバーはこのメールアドレスを読み取れません。
number-invalid = サーバーはこの電話番号を読み取れません。
address-invalid-how = 上で直してください。Enter で進みます。
email-unsupported = このサーバーでは、これはメールではできません。
number-unsupported = このサーバーでは、これは電話番号ではできません。
needs-identity-server = このサーバーは自分で認証できず、あなたの連絡先を第三者に送ってしまいます。
medium-unsupported-how = 矢印キーで別の方法を選んでください。Enter で進みます。
mail-undelivered = サーバーはメールを送れませんでした。
text-undelivered = サーバーは SMS を送れませんでした。
not-again-how = 前のメッセージをまだ待っています。もう一度頼むには Ctrl-R を押してください。
undelivered-how = 失われたものはありません。Enter でもう一度頼むか、Esc で戻って別の宛先にしてください。
destination-rejected = このサーバーは、その国に SMS を送りません。
destination-rejected-how = Esc で戻り、別の国か別の種類の連絡先を選んでください。

limited = { $server } から、次の要求まで { $wait } 待つよう求められています。
limited-how = 時間が来れば、自動で一度だけ繰り返します。
server-failed = { $server } の側で障害が起きています。
server-refused = { $server } に断られました。
refused-how = Enter でもう一度試し、Esc で戻って変更できます。
server-circling = { $server } は、一度受け付けたものを何度も取り消しています。
server-circling-how = これ以上は自動で送りません。Enter でもう一度試します。続くようなら、サーバーの管理者に知らせてください。
server-full = このサーバーは、これ以上アカウントを受け入れません。
server-full-how = 変えられるのはサーバーの管理者です。Esc で戻って別のサーバーを選べます。
answer-unreadable = { $server } から読めない応答が届きました。
answer-too-large = { $server } から大きすぎる応答が届きました。
answer-redirect = { $server } から別の場所に転送されましたが、従うとあなたの情報が漏れるおそれがあります。
answer-lost = 最後の手順の応答が失われたため、もう済んでいるかもしれません。
answer-lost-how-sign-up = Enter でもう一度尋ねるか、名前とパスワードでログインを試してください。
answer-lost-how-reset = Enter でもう一度尋ねるか、新しいパスワードでログインを試してください。
practice-not-built = このビルドに練習用サーバーは含まれていません。
practice-cannot-listen = このコンピューターで練習用サーバーを始められませんでした。

## A step in the browser

browser-title = ブラウザーでの手順が一つあります
browser-lead = { $server } は次のものを求めています：{ $stage }。このリンクをどれかの端末で開いてください：
browser-looked = { $looked } 前に確認
browser-hint = ブラウザーで終えてください。このページは自動で先に進みます。このリンクは今の手続きそのものなので、人に見せないでください。
qr-title = 別の端末で読み取ってください
qr-no-room = この画面はコードには小さすぎます。広げるか、リンクをコピーしてください：
qr-too-long = リンクがコードには長すぎます。代わりにコピーしてください：

## A sign-up in the browser

web-title = { $server } のアカウントはブラウザーで作ります
web-offer = OAuth 2.0 を使うサーバーなので、どのプログラムもここでパスワードを尋ねてはいけません。それが正しい形です。進み方は二つあります：
web-offer-too = このサーバーで新しいアカウントを作れるのは、専用の登録ページだけです。進み方は二つあります：
web-offer-elsewhere = 登録ページは { $host } にあり、このコンピューターのブラウザーで開きます。その間このプログラムは待ち、新しい Matrix ID を表示します。
web-offer-hint = 登録ページはこのコンピューターのブラウザーで開きます。その間このプログラムは待ち、新しい Matrix ID を表示します。
action-open-sign-up = 登録ページを開く
action-account-page = 代わりにリンクと QR コードを表示する
action-open-again = ページをもう一度開く
web-waiting-title = ブラウザーでアカウントを作ってください
web-waiting = { $server } の登録ページが、このコンピューターのブラウザーで開きます。
web-waiting-hint = ブラウザーで終えてください。このページは自動で先に進みます。リンクはこのコンピューターでしか使えません：
web-cannot-listen = このコンピューターではブラウザーからの返事を待ち受けられないため、登録ページの結果を受け取れません。
web-client-refused = { $server } は、このプログラムに登録ページを開かせません。
web-by-link-how = 代わりに、このページのリンクをブラウザーで開いてください。
web-no-link-how = 別のサーバーを選ぶか、このサーバーの管理者に尋ねてください。
web-denied = アカウントができないまま、ブラウザーから戻りました。
web-denied-how = Enter を押すと登録ページをもう一度開きます。
web-refused = { $server } の登録ページは、アカウントを作らずにブラウザーを戻しました。
web-unknown = 登録ページは終わりましたが、{ $server } が Matrix ID を教えてくれません。
web-unknown-how = アカウントはおそらくできています。そこで選んだ名前でログインしてください。
done-web-closing = Matrix ID を尋ねたセッションを閉じています。
done-web-open = Matrix ID を尋ねたセッションを閉じられませんでした。アカウント設定で「mxid」をログアウトしてください。
status-opening-sign-up = 登録ページを準備しています
status-asking-id = Matrix ID を尋ねています
notice-no-browser-here = ブラウザーを起動できませんでした。リンクをコピーして、このコンピューターで開いてください。
help-web = このサーバーのアカウントは、サーバー自身のページで作ります。ページはここのブラウザーで開き、結果がこのプログラムに届いて、新しい Matrix ID が表示されます。ほかには何も残しません。ブラウザーのないコンピューターでは、リンクを使ってください。
callback-taken = このページは閉じてかまいません。結果はターミナルに表示されています。
callback-other = ここには何もありません。
farewell-web-sign-up = アカウントはブラウザーで作ります：{ $url }
farewell-web-add = 連絡先はブラウザーのアカウント情報のページで追加します：{ $url }
farewell-web-reset = パスワードはブラウザーの「パスワードを忘れた場合」から再設定します：{ $url }

## What is under way

status-looking-up = { $server } を探しています
status-starting-practice = 練習用サーバーを始めています
status-checking-name = 名前が空いているか尋ねています
status-checking-token = トークンを確かめています
status-asking = メッセージを頼んでいます
status-checking-code = コードを確かめています
status-looking = リンクが開かれたか確かめています
status-looking-done = 済んだか確かめています
status-finishing = 仕上げています
status-talking = サーバーとやり取りしています
status-look-again = サーバーが応答しませんでした。{ $wait } 後にもう一度確かめます。
status-look-limited = サーバーから待つよう求められています。{ $wait } 後にもう一度確かめます。
status-look-again-doubt = もう済んでいるかもしれません。{ $wait } 後にまた確かめます。
status-repeat = 使える応答がまだありません。{ $wait } 後にもう一度試します。同じものが二度送られることはありません。

notice-country = 番号が別の国番号で始まっています：{ $country } に変えました。
notice-paste-cut = 貼り付けた文章が長すぎたので、終わりを省きました。
notice-paste-cleaned = 貼り付けた文章の一部の文字を省きました。
notice-paste-refused = 貼り付けた文章に改行か制御文字があるため、何も入力しませんでした。
notice-password-replaced = 単語がパスワードに置き換わりました。Ctrl-_ で元に戻せます。
notice-copied = コピーしました（ターミナルが許していれば）。
notice-opened = ブラウザーにリンクを渡しました。
notice-no-browser = ここではブラウザーを起動できません。リンクをコピーするか、q を押して QR コードを使ってください。
notice-new-link = ブラウザーで済ませたことをサーバーが覚えていません。これは新しいリンクです。もう一度お願いします。
notice-not-done-yet = 済んだことがサーバーにまだ伝わっていません。
notice-back-waits = 応答が届いたら戻ります。成功しているかもしれないためです。
notice-too-soon = { $wait } 後にもう一度頼めます。
notice-look-too-soon = それより前に確かめると、待ち時間が延びるだけです。
notice-sent-again = メッセージをもう一通頼みました。
notice-in-use = それは別の mxid が作業中です。そちらで続けるか、別のものを選んでください。
notice-gone = 再開できるものが残っていません。別のものを選んでください。
notice-taken-up = 中断したところに戻りました。パスワードとトークンは保存されません。もう一度入力してください。
notice-not-kept = これは保存できません：{ $why }。そのまま続けられますが、「mxid resume」では見つかりません。
notice-kept-stale = 保存したものが古くなっていますが、削除できません：{ $why }。後で再開しないでください。
notice-not-yet = まだ開かれていません。このページは確かめ続けます。

cause-code = { $code } · HTTP { $status }
cause-status = HTTP { $status }

## Done

done-created-title = アカウントができました
done-phone = 電話番号 { $number } を認証しました。電話番号でパスワードを再設定できるサーバーはわずかです。
done-email = メール { $address } を認証しました。これでパスワードを再設定できます。
done-no-contact = 連絡先がありません。パスワードを大切に保管してください。
done-another = アカウント { $name } が先にできているかもしれません。それが分かる応答は失われました。
done-no-session = 開いたままのセッションはありません。
done-session-closed = サーバーが頼まれずにセッションを開きましたが、閉じました。
done-session-open = サーバーが頼まれずにセッションを開きました。閉じているところです。
done-session-left-open = 閉じられないセッションがありました。クライアントのセッション一覧からログアウトしてください。
done-next = 次は
done-iamb = { $heading } に { $entries } を書き、iamb -P { $name } を実行
done-iamb-ready = iamb -P { $name }
done-gomuks = { $id } でログイン
done-gomuks-at = { $base } に { $id } でログイン
done-backup = 最初のログインで鍵のバックアップを設定してください。しないと、端末とともに暗号化メッセージを失います。
action-add-profile = { $path } に iamb の設定を追加
profile-added = プロファイル { $name } が { $path } に入りました。
profile-exists = { $path } にはプロファイル { $name } がもうあります。そのまま残します。
profile-old-format = iamb はそこで config.json を使っていて、{ $path } がそれを隠してしまいます。何も書いていません。
profile-inline-table = { $path } ではプロファイルが波かっこの中にあります。これは手で書き加えてください。何も追加していません。
profile-unreadable = { $path } は iamb が読める形ではありません。何も追加していません。
profile-unwritable = { $path } に書き込めません。何も追加していません。
done-approval-title = アカウントは承認を待っています
done-approval = { $server } に { $name } ができました。使えるようになるのは、管理者が承認してからです。
done-probably-title = アカウントはおそらくできています
done-probably = { $server } の最後の応答は失われ、その後 { $name } という名前は使用中になりました。おそらく、それがあなたの新しいアカウントです。
done-probably-check = 名前とパスワードでログインしてみれば、はっきりします。
done-password-earlier = パスワードは、中断の前のものか、今入力したものです。違うかもしれないときは、確かめてください。
done-password-asking = パスワードでログインしています。
done-password-right = パスワードは使えます。
done-password-wrong = 今入力したものは使えません。パスワードは中断の前のものです。
done-password-wrong-probably = この名前とパスワードをサーバーは受け付けません。以前に入力した別のパスワードか、他人のアカウントです。
done-password-reset = メールアドレスで再設定すれば、新しくできます。
done-password-use = そちらを使ってください。メールアドレスがないと再設定できません。
done-password-unanswered = パスワードが使えるか、サーバーは答えませんでした。もう一度試すか、クライアントでログインしてください。
done-reset-title = パスワードを変更しました
done-reset = これからは { $server } で新しいパスワードを使います。
done-reset-earlier = { $server } が変更しました。今か、中断の前のことです。
done-signed-out = ほかのセッションはすべてログアウトしました。
done-still-in = ほかのセッションはログインしたままです。
done-reset-advice = 誰かが入っていたかもしれないなら、セッションを見直し、リカバリーキーを新しくしてください。

## It cannot go on here

stop-closed-title = このサーバーは登録を受け付けていません
stop-closed = { $server } は今、新しいアカウントを作りません。いつ変わるかは管理者が知っているかもしれません。別のサーバーなら受け付けているかもしれません。
stop-no-registration = { $server } にはアカウントを作る方法がありません。
stop-ask = 尋ねる先：{ $contacts }
stop-ask-page = サーバーの管理者への連絡方法は、このページにあります：
stop-server-says = サーバーからの言葉：「{ $text }」
stop-browser-title-sign-up = このサーバーのアカウントはブラウザーで作ります
stop-browser-title-reset = このサーバーのパスワードはブラウザーで再設定します
stop-browser = { $server } は OAuth 2.0 を使うので、どのプログラムもここでパスワードを尋ねてはいけません。それが正しい形です。
stop-browser-link-sign-up = どれかの端末のブラウザーでこのページを開き、ログインするところで「アカウントを作成」を選んでください。
stop-browser-link-reset = どれかの端末のブラウザーでこのページを開き、ログインするところで「パスワードを忘れた場合」を選んでください。
stop-browser-link-account = このページでログインすると、どの端末でもアカウントを確かめられます。
stop-browser-no-link = サーバーは場所を示していません。ウェブサイトか管理者なら分かるかもしれません。
stop-stages-title = ここではできない手順があります
stop-stages = { $server } は、ブラウザーにしかできないものを求めていますが（{ $stages }）、そのページがありません。ターミナルでは終えられません。別のクライアントならできるかもしれません。
stop-no-passwords-title = このサーバーにパスワードはありません
stop-no-passwords = { $server } には、会社のログインなど別の方法で入ります。再設定するパスワードはありません。
stop-no-reset-title = このサーバーでは再設定できません
stop-no-reset-any = { $server } では、メールでも電話でもパスワードを再設定できません。管理者なら助けてくれるかもしれません。
stop-no-reset-mail = { $server } では、メールでパスワードを再設定できません。管理者なら助けてくれるかもしれません。
stop-no-reset-text = { $server } では、電話でパスワードを再設定できません。アカウントのメールアドレスを試してください。
stop-no-way-title = 入る方法がありません
stop-no-way = { $server } は、ここで入力した内容では登録を受け付けません。
stage-recaptcha = 人間であることの確認（reCAPTCHA）
stage-sso = ブラウザーでのログイン
stage-terms = 規約への同意
stage-other = 「{ $name }」

## Adding a contact

page-sign-in = ログイン

goal-add = メールアドレスか電話番号を追加する
goal-add-note = 今あるアカウントに
goal-add-short = 連絡先の追加

sign-in-title = アカウントにログインしてください
sign-in-lead = ログインするのはこの手続きの間だけです。最後にセッションを閉じます。
sign-in-name-label = Matrix ID、ユーザー名、またはメールアドレス
sign-in-name-placeholder = @name:{ $server }
sign-in-practice = 練習用サーバーには、アカウント { $name }（パスワード { $password }）があります。
sign-in-name-empty = 名前が入力されていません。
sign-in-name-character = 名前に使えない文字があります：{ $character }
sign-in-name-too-long = 名前が Matrix ID の上限より長くなっています。
sign-in-name-how = Matrix ID、ユーザー名、またはアカウントのメールアドレスを入力してください。Enter で進みます。
sign-in-other-server = この Matrix ID は { $server } のもので、このサーバーのものではありません。
sign-in-other-server-how = Esc で戻ってそのサーバーを選ぶか、上で別の名前を入力してください。
sign-in-password-how = 上で入力して Enter を押してください。
sign-in-refused = サーバーは、この名前とパスワードの組み合わせを受け付けません。
sign-in-refused-how = 両方を確かめてください。ctrl-t でパスワードを表示し、Enter でもう一度試します。
sign-in-deactivated = このアカウントは無効にされていて、もう使えません。
sign-in-locked = このアカウントは今、ロックされています。
sign-in-suspended = このアカウントは今、停止されています。
sign-in-account-how = 理由はサーバーの管理者に尋ねてください。上で別の名前を入力するか、Esc を押してください。
sign-in-ended = 必要なセッションをサーバーが終わらせました。
sign-in-ended-how = 入力した内容はすべて残っています。Enter でもう一度ログインします。

contact-title-add = 何を追加しますか
contact-lead-add = メールがあれば、パスワードを忘れても再設定できます。電話で再設定できるサーバーはわずかです。
contact-have = アカウントに登録済み：{ $list }
email-title-add = 追加するメールアドレスを入力してください
email-on-account = このメールアドレスは、もうアカウントに登録されています。
number-on-account = この電話番号は、もうアカウントに登録されています。
address-in-use-how-add = 登録できるアカウントは一つだけです。上で別のものを入力してください。Enter で進みます。

review-next-add-mail = 次に、リンクの入ったメールがこのアドレスに 1 通送られます。最後に、このコンピューターのセッションを閉じます。
review-next-add-text = 次に、コードの入った SMS がこの番号に 1 通送られます。最後に、このコンピューターのセッションを閉じます。

status-signing-in = ログインしています
status-looking-at-account = アカウントの登録内容を見ています

answer-lost-how-add = Enter でもう一度尋ねるか、クライアントで登録されているか確かめてください。
not-added = サーバーの応答は失われ、アカウントには何も追加されませんでした。

done-added-title-email = メールアドレスを追加しました
done-added-title-phone = 電話番号を追加しました
session-closed = このためのセッションは、もう閉じました。
session-closing = このためのセッションを閉じています。
session-left-open = 「mxid」というセッションを閉じられませんでした。クライアントのセッション一覧からログアウトしてください。

stop-browser-title-add = このサーバーの連絡先はブラウザーで変更します
stop-browser-link-add = どれかの端末のブラウザーでこのページを開き、連絡先の項目を探してください。
stop-no-passwords-add = { $server } にはパスワードでログインできないため、ここから連絡先を追加できません。
stop-no-changes-title = このサーバーの連絡先は変更できません
stop-no-changes = { $server } では、アカウントにメールアドレスや電話番号を追加できません。管理者ならできるかもしれません。

help-sign-in = 連絡先の追加にはパスワードが必要です。連絡先があればアカウントに入れるからです。送り先はホームサーバーだけで、何があってもセッションは閉じます。

farewell-added = { $id } に { $contact } を追加しました
farewell-doubt-contact = 連絡先は追加されたかもしれません。クライアントで確かめてください。
farewell-no-contact = 連絡先は追加されていません。
farewell-session-unnamed = セッションが開いたままかもしれません。クライアントのセッション一覧からログアウトしてください。
farewell-session-open = 「mxid」というセッションが開いたままかもしれません。クライアントからログアウトしてください。

## Leaving, help, details

leave-title = 終了しますか
leave-lead = 入力した内容は失われます。
leave-lead-kept = 1 日の間は「mxid resume」で再開できます。入力し直すのはパスワード、コード、トークンだけです。
leave-nothing-sent = メッセージは送られておらず、何も作られていません。
leave-doubt = 最後の手順はもう済んでいるかもしれません。クライアントでログインして確かめてください。
leave-sent = メッセージを 1 通頼んであります。ここで終えるまで、何も作られず、変わりません。

help-title = ヘルプ
help-key-enter = Enter
help-enter = 先に進む、または印のついたことを行う
help-key-esc = Esc
help-esc = 前のページに戻る（入力は消えません）
help-key-tab = Tab
help-tab = 次の項目へ（Shift-Tab で前へ）
help-key-arrows = ↑ ↓
help-arrows = 選ぶ
help-key-toggle = スペース
help-key-details = F2, Ctrl-O
help-details = サーバーに尋ねたことの一覧
help-key-redraw = Ctrl-L
help-redraw = 画面を描き直す
help-key-leave = Ctrl-C
help-leave = 終了する（失われるものがあれば先に確認）
help-key-take = F3
help-key-practise = Ctrl-P
help-key-switch = Ctrl-X
help-key-copy = Ctrl-Y
help-copy = リンクをコピーする
help-copy-id = Matrix ID をコピーする
help-key-qr = q
help-qr = リンクを QR コードで表示する
help-key-open = o
help-open = リンクをここのブラウザーで開く
help-key-reveal = Ctrl-T
help-key-pass-phrase = F5
help-key-undo = Ctrl-_
help-reveal = パスワードを表示する、または隠す
help-pass-phrase = 無作為な単語のパスフレーズを入れる
help-undo = 編集を取り消す（Alt-/ でやり直す）
help-key-again = Ctrl-R
help-again = メッセージをもう一通頼む
help-key-change = F4
help-key-message = Ctrl-N
help-message = 一番新しい練習用メッセージを開く

help-goal = このプログラムを使うと、Matrix のホームサーバーにアカウントを作るか、パスワードを忘れたアカウントに戻れます。ブラウザーが要るのは、サーバーが求めるときだけです。
help-server = ホームサーバーはアカウントの置き場所で、メールのプロバイダーのようなものです。名前を入力すると、手を止めたときに探し始めます。Matrix ID の終わりにはこの名前が付きます。
help-contact = パスワードを忘れたときに再設定できるのは、認証済みの連絡先があるときだけです。管理者には見えますが、ほかのユーザーには見えません。
help-country = 番号は、この国でかけるときの形で読み取られます。国名を何文字か、2 文字のコード、または国番号を入力してください。
help-number = 国内でかけるときの番号か、+ と国番号から始まる番号を入力してください。SMS の送り先は、欄の下にそのまま表示されます。
help-address = サーバーがこのアドレスにリンクをメールで送ります。
help-account = この名前が Matrix ID になり、後から変えられません。パスワードの送り先はホームサーバーだけで、ここには残りません。
help-token = トークンを持つ人だけを受け入れるサーバーがあります。招待した人に尋ねてください。
help-terms = 文書には一つずつ同意します。アドレスはどのブラウザーでも開けます。
help-review = 行われるのはこれだけです。進むと、まだ頼んでいなければ、サーバーにメッセージを一通頼みます。
help-new-password = 新しいパスワードは、メールのリンクが開かれると設定されます。誰かが入っているかもしれないなら、ほかのセッションのログアウトが適切ですが、古い暗号化メッセージが読めなくなることがあります。
help-browser = サーバーは、人間であることの確認のような、ウェブページにしか出せないものを求めています。リンクをどれかの端末で開いて終え、戻ってきてください。このページは自動で先に進みます。
help-verify = メッセージは、その連絡先があなたのものであることを示します。1 分ほどかかることがあります。もう一度頼めばもう一通送られます。一度頼めば、回線がどんなに悪くても一通だけです。
help-verify-code = メッセージのコードは、その番号があなたのものであることを示します。1 分ほどかかることがあります。6 桁の数字はそろうとすぐに確認され、それ以外のコードは Enter で確認します。コードなしの Enter は、メッセージのリンクが開かれたかどうかを調べます。
help-done = 完了しました。このコンピューターに秘密の情報は残っていません。
help-stopped = このサーバーではできません。理由はこのページにあります。入力した内容は、別のサーバーのために残してあります。

details-title = 詳細
details-base = サーバーのアドレス
details-version = 話せる最新のバージョン
details-attempt = メッセージ
details-requests = 要求（新しい順）
details-none = まだどのサーバーにも何も尋ねていません。
details-waiting = 待っています
details-answered = 応答あり · { $ms } ms
details-failed = { $why } · { $ms } ms
details-dropped = 不要になりました
details-dns = アドレスなし
details-refused = 接続拒否
details-timeout = 時間内に応答なし
details-tls = TLS の失敗
details-proxy = プロキシの失敗
details-broken = 接続切れ
details-unreadable = 読めない応答

## Practice

strip-title = 練習用サーバー：このコンピューターの外には何も送られません
strip-empty = メッセージはまだありません。このサーバーが送るとここに出ます。
strip-open = ctrl-n で開く
strip-sms = { $to } への SMS
strip-mail = { $to } へのメール
message-sms-title = { $to } への SMS
message-mail-title = { $to } へのメール
message-lead = これは練習用の受信箱です。本物のサーバーなら、電話かメールに届きます。
message-confirm = Enter でこのページのボタンを押します。

## Probe: what a server offers

probe-base = アドレス
probe-software = ソフトウェア
probe-versions = Matrix のバージョン
probe-newest = { $version }（{ $count } 件のうち最新）
probe-old = { $count } 件、すべて古いもの
quoted = 「{ $text }」
probe-none = なし
probe-sign-up = 登録
probe-open = 受付中
probe-open-browser = 受付中（ブラウザー）
probe-closed = 受付停止
probe-absent = なし
probe-no-way = 方法が示されていません
probe-email = メールアドレス
probe-phone = 電話番号
probe-required = 必須
probe-optional = 任意
probe-not-taken = 不可
probe-token = 登録トークン
probe-needed = 必要
probe-not-needed = 不要
probe-browser = ブラウザーでの手順
probe-documents = 同意する文書
probe-reset-email = メールでの再設定
probe-reset-phone = 電話での再設定
probe-offered = 可能
probe-unlikely = おそらく不可
probe-no = 不可
probe-oauth = OAuth 2.0
probe-oauth-alone = すべてのアカウントを作成・復旧
probe-oauth-beside = パスワードと併用
probe-account-page = アカウントのページ
probe-password = パスワードの規則

name-value = { $name }：{ $value }
probe-flow-sign-up = 登録
probe-flow-reset = 再設定
probe-flow-add = 連絡先の追加
probe-sign-up-token = 受付中。登録トークン（管理者からの招待）が必要です。
probe-sign-up-step = 受付中。途中でブラウザーが必要です。
probe-sign-up-both = 受付中。登録トークンと、途中でブラウザーが必要です。
probe-sign-up-browser = このサーバーのアカウントはブラウザーで作ります。
probe-reset-works = このサーバーは再設定のリンクをメールで送れます。
probe-reset-untold = メールでの再設定が示されていますが、届くかどうかは頼んでみないと分かりません。
probe-reset-by-phone = このサーバーは電話での再設定を示しています。
probe-reset-unlikely = 示されていますが、ほかにメールの気配がないので、おそらくできません。
probe-reset-none = このサーバーでは、メールでも電話でもパスワードを再設定できません。
probe-add-email = メールアドレスはおそらく追加できます。ログインすれば分かります。
probe-add-phone = 電話番号はおそらく追加できます。ログインすれば分かります。
probe-add-both = どちらもおそらく追加できます。ログインすれば分かります。
probe-add-untold = 追加できるものがあるかは、ログインしないと分かりません。
probe-add-browser = アカウントの連絡先はブラウザーで管理します。
probe-add-no-passwords = このサーバーはパスワードを使わないので、このプログラムではログインできません。

probe-spelling-how = つづりを確かめるか、サーバーの https アドレス全体を指定してください。
probe-proxy-how = プロキシのアドレスを確かめてから、もう一度試してください。
probe-later-how = 後でもう一度試すか、サーバーの管理者に尋ねてください。

## Left on the normal screen

farewell-created = あなたの Matrix ID は { $id } です
farewell-iamb = クライアントの準備ができました：iamb -P { $name }
farewell-iamb-late = { $path } への書き込みに時間がかかりすぎました。プロファイル { $name } がそこにあるか確認してください。
farewell-practice = 練習用です。サーバーとアカウントは、このプログラムとともに消えます。
farewell-web-waiting = 今のところ何も作られていません。ブラウザーで終えればアカウントはできます。そこで選んだ名前でログインしてください。
farewell-base = ホームサーバー：{ $url }
farewell-approval = { $server } に { $name } ができ、承認を待っています。
farewell-probably = { $server } に { $name } がおそらくできました。ログインして確かめてください。
farewell-reset = { $server } のパスワードを変更しました。
farewell-doubt-account = アカウントはできたかもしれません。ログインして確かめてください。
farewell-doubt-reset = パスワードは変更されたかもしれません。ログインして確かめてください。
farewell-no-account = アカウントは作られていません。
farewell-no-reset = パスワードは変更されていません。
farewell-sent = メッセージを 1 通頼みました。無視してかまいません。
farewell-again = mxid をもう一度実行すると、最初から始められます。

too-small = 画面が小さすぎます。広げると続けられます。

## An unfinished flow, before the wizard begins and after it has ended

farewell-kept = 入力した内容は、パスワードを除いて 1 日保存されます。「mxid resume」で再開し、「mxid forget」で削除します。
farewell-log = ログに欠けがあります。ファイルに書けなかった要求があります。
farewell-not-kept = 入力した内容を保存できませんでした：{ $why }。
farewell-not-kept-in = 入力した内容を { $path } に保存できませんでした：{ $why }。
farewell-stale = { $path } に保存したものは古くなっていますが、削除できませんでした：{ $why }。再開しないでください。「mxid forget」で削除を試せます。
farewell-not-removed = 保存した内容を { $path } から削除できませんでした：{ $why }。「mxid forget」でもう一度試せます。
keep-in-use = 別の mxid が使っています
keep-too-large = 大きすぎます
keep-no-folder = 保存するためのホームフォルダーをシステムが示していません
disk-full = 空き容量がありません
disk-not-allowed = そこを読み書きする権限がありません
disk-no-folder = フォルダーのあるべき場所にファイルがあります
disk-slow = ディスクに時間がかかりすぎました
disk-other = システムが実行できませんでした
resume-none = 再開できるものはありません。
resume-expired = 途中のものは 1 日を過ぎたので削除しました。
resume-in-use = 別の mxid が作業中です。そちらで続けるか、先に終わらせてください。
resume-id-server = { $server } での途中のものには ID サーバー { $host } が指定されていますが、そのトークンは保存されません。--id-server と --id-access-token-file をもう一度指定してください。
resume-other-id-server = { $server } での途中のものに、その ID サーバーは指定されていません。--id-server と --id-access-token-file を外してください。
saved-refused = 読みませんでした（{ $why }）：{ $path }
saved-aside = 読みませんでした（{ $why }）。次の場所に取ってあります：{ $path }
saved-damaged = ファイルが壊れています
saved-format = 別のバージョンの mxid が書いたものです
saved-no-file = 通常のファイルではありません
saved-owner = 別のユーザーのものです
saved-exposed = ほかのユーザーが読み書きできます
saved-future = 日時が未来で、このコンピューターの時計がずれているかもしれません
saved-folder = { $path } で途中のものを探せません：{ $why }。
saved-no-folder = 途中のものを探せません：システムがホームフォルダーを示していません。
forget-sign-up = { $server } のアカウント
forget-reset = { $server } の新しいパスワード
forget-add = { $server } の連絡先
forget-one = 削除しました：{ $what }
forget-one-about = 削除しました：{ $what }（{ $about }）
forget-other-versions = 別のバージョンの mxid のファイルを { $count } 件削除しました。
forget-others = 使えないファイルを { $count } 件削除しました。
forget-none = 削除できる途中のものはありません。
forget-in-use = 別の mxid が作業中のため、{ $count } 件が残ります。
forget-stays = 削除しませんでした（{ $why }）：{ $path }

## Plain mode: the words that are typed, what they do, and the prompts. Each word is one word.

word-continue = 次へ
word-back = 戻る
word-stay = 続ける
word-leave = 終了
word-again = 再送
word-change = 変更
word-instead = 代わりに
word-take = 採用
word-phrase = パスフレーズ
word-practise = 練習
word-open = 開く
word-message = メッセージ
word-help = ヘルプ
word-details = 詳細
word-repeat = 繰り返す
word-next = 次の質問
word-previous = 前の質問
word-more = もっと

word-does-continue = 次に進む（空の行でも同じ）
word-does-repeat = このページをもう一度読む
word-does-next = このページの次の質問へ
word-does-previous = 前の質問へ
word-does-more = 選択肢をもっと並べる

plain-begins = 行モードです。答えを入力して Enter を押してください。「{ $help }」で使える言葉を並べ、「{ $leave }」で終わります。
plain-step = { $all } 段階のうち { $at }：{ $name }
plain-warning = 注意：{ $text }
plain-problem = 問題：{ $text }
plain-agreed = 同意済み
plain-not-agreed = 未同意
plain-more = { $all } 件中 { $shown } 件。「{ $more }」で続きを並べます。
plain-now = 今できます：{ $label }
plain-nothing = ここでは何も起きません。「{ $help }」で使える言葉を並べます。
plain-too-long = この行は答えとしては長すぎるため、受け取りませんでした。もっと短く入力してください。
plain-not-text = この行は UTF-8 ではないため、受け取りませんでした。もう一度入力してください。
plain-literal = これらの言葉を答えとして入力するには、前に = を付けてください。
plain-sms = { $to } への SMS：{ $text }
plain-mail = { $to } へのメール：{ $text }
plain-mail-link = 「{ $open }」でリンクを開きます：{ $link }
plain-input-ended = 答えはもうありません。このまま自動で進みます。Ctrl-C で終わります。
plain-answers-short = 答えはもうありませんが、まだ終わっていません。
plain-answer = 答え
plain-ask = { $label }：
plain-ask-like = { $label }（{ $example }）：
plain-ask-kept = { $label }（Enter で { $value } のまま）：
plain-ask-secret = { $label }（入力は表示されません）：
plain-ask-secret-kept = { $label }（入力は表示されません。Enter で前の入力のまま）：
plain-ask-code = コード：
plain-ask-number = 番号：
plain-ask-number-or = 番号、または Enter で { $number }、{ $label }：
plain-ask-country = 国、または一覧の番号：
plain-ask-country-or = 国、一覧の番号、または Enter で { $label }：
plain-ask-agree = Enter で同意：{ $label }：
plain-ask-leave = 「{ $leave }」か「{ $stay }」：
plain-ask-enter = Enter で進みます：
