# Chinese in simplified characters, which says 你. Words and manner: assets/locales/README.md.

minutes = { $count } 分钟
hours = { $count } 小时
# One thing after another in a list, and one sentence after another in a line.
list-next = { $list }、{ $next }
sentence-next = { $before }{ $next }

## The way

page-goal = 开始
page-server = 服务器
page-contact = 联系方式
page-phone = 电话
page-email = 邮箱
page-account = 账户
page-token = 邀请
page-terms = 条款
page-review = 核对
page-password = 密码
page-browser = 浏览器
page-verify = 验证
page-done = 完成

## Keys, as the footer names them

key-continue = 继续
key-do = 执行
key-submit = 提交
key-agree = 同意
key-toggle = 同意或取消
key-back = 返回
key-choose = 选择
key-next = 下一项
key-send-again = 再发一次
key-change = 更换地址
key-reveal = 显示密码
key-hide = 隐藏密码
key-practise = 练习
key-pass-phrase = 口令短语
key-take = 采用
key-copy = 复制
key-open = 打开
key-qr = 二维码
key-message = 打开消息
key-follow = 打开链接
key-confirm = 按下按钮
key-close = 关闭
key-help = 帮助
key-details = 详情
key-leave = 退出
key-leave-now = 立即退出
key-stay = 留下
key-reset-instead = 改为重置其密码
key-sign-up-instead = 改为创建账户

## What would you like to do?

goal-title = 你想做什么？
goal-sign-up = 创建账户
goal-sign-up-note = 一个新的 Matrix ID
goal-sign-up-short = 创建账户
goal-resume-sign-up = 继续在 { $server } 创建账户
goal-resume-reset = 继续在 { $server } 重置密码
goal-resume-add = 继续在 { $server } 添加联系方式
goal-resume-note = { $age }前
goal-resume-note-about = { $about } · { $age }前
goal-reset = 重置忘记的密码
goal-reset-note = 用账户上的邮箱
goal-reset-short = 重置密码

## Server

server-title-sign-up = 你的账户要放在哪里？
server-title-reset = 你的账户在哪里？
server-label = 主服务器
server-placeholder = example.org
server-usual = 来自你的配置文件。可以在这里更改。
server-practise = 还没想好服务器？按 Ctrl-P 可以在内置服务器上练习。
server-found = 已找到：{ $host }
server-found-practice = 内置的练习服务器，只在这台电脑上
offer-open = 开放注册。
offer-neither = 不需要邮箱地址，也不需要电话号码。
offer-both-required = 必须提供邮箱地址和电话号码。
offer-email-required = 必须提供邮箱地址。
offer-phone-required = 必须提供电话号码。
offer-email-optional = 邮箱地址可选。
offer-phone-optional = 电话号码可选。
offer-email-required-phone-optional = 必须提供邮箱地址，电话号码可选。
offer-phone-required-email-optional = 必须提供电话号码，邮箱地址可选。
offer-both-optional = 邮箱地址和电话号码都可选。
offer-one-required = 必须提供邮箱地址或电话号码。
offer-token = 你需要注册令牌，也就是服务器管理者的邀请。
offer-terms = 有 { $count } 份文件需要同意。
offer-closed = 这台服务器不开放注册。
offer-browser = 这台服务器的账户在浏览器里创建和找回。
offer-none = 这台服务器不创建账户。
offer-web-too = 也可以在浏览器里创建账户。
offer-browser-step = 注册中有一步需要网页浏览器。
offer-no-passwords = 这台服务器不使用密码。
offer-no-way = 这台服务器没有本程序走得通的途径。

character-space = 空格
look-alike = “{ $character }”是{ $script }，只是看起来像“{ $like }”。
look-alike-other = “{ $character }”只是看起来像“{ $like }”。
script-cyrillic = 西里尔字母
script-greek = 希腊字母
script-armenian = 亚美尼亚字母
script-full-width = 全角字符

server-empty = 没有填写服务器。
server-character = 服务器名称不能包含：{ $character }
server-port = 冒号后的端口不是 1 到 65535 之间的数字。
server-malformed = 这不像服务器名称。
server-plain-http = 普通的 http 会让你的密码不受保护地发出。
server-url-extra = 服务器地址里没有用户名、问号或井号。
server-url-malformed = 这不像网址。
server-error-how = 请输入像 example.org 这样的名称，或服务器的完整 https 地址。

well-known-status = { $server } 在该指明其 Matrix 服务器的地方返回了 HTTP { $status }。
well-known-empty = { $server } 在该指明其 Matrix 服务器的地方什么也没返回。
well-known-not-json = { $server } 在该指明其 Matrix 服务器的地方返回了无法读取的内容（不是 JSON）。
well-known-too-large = { $server } 在该指明其 Matrix 服务器的地方返回的内容过大。
well-known-no-url = { $server } 有关于 Matrix 的文件，但其中没有指明服务器（m.homeserver）。
well-known-unusable = { $server } 指明的 Matrix 服务器地址无法使用。
well-known-how = 这要由服务器管理者修复。在此之前，请粘贴 Matrix 服务器的完整 https 地址；按 Enter 重试。
well-known-none = { $server } 没有说明它的 Matrix 服务器在哪里，它自己也不是。
redirect-loop = { $server } 让我们绕了一圈，却没有指明其 Matrix 服务器。
redirect-too-many = { $server } 一再把我们转到别处，转了五次后我们停了下来。
redirect-insecure = { $server } 把我们转到不安全的地址（不是 https），所以没有在那里询问。
redirect-nowhere = { $server } 把我们转走，却没有说明转到哪里。
redirect-unreachable-how = 是 { $server } 把我们转到那里的。这要由服务器管理者修复；在此之前，请粘贴 Matrix 服务器的完整 https 地址。
elsewhere-how = { $server } 说它的 Matrix 服务器在那里。按 Enter 重试；如果你知道更好的 https 地址，请粘贴。
not-matrix = { $server } 有回应，但它不是 Matrix 服务器。
discovery-how = 请检查拼写，或粘贴服务器的完整 https 地址。按 Enter 重试。
dns-how = 请检查拼写，或粘贴服务器的完整 https 地址。

network-dns = { $server } 没有 Matrix 服务器回应：这个名称没有地址（DNS）。
network-refused = { $server } 没有回应：连接被拒绝。
network-timeout = { $server } 没有及时回应。
network-broken = 与 { $server } 的连接中断了。
proxy-unreachable = 代理本身没有回应。
proxy-credentials = 代理需要用户名和密码，或者不接受收到的那些。
proxy-refused = 代理不愿或无法把我们连接到 { $server }。
tls-expired = { $server } 的证书已过期，无法确认是谁在回应。
tls-not-yet-valid = { $server } 的证书尚未生效；可能是某处的时钟不准。
tls-wrong-host = { $server } 的证书属于另一个名称。
tls-unknown-issuer = { $server } 的证书由这台电脑不信任的机构签发。
tls-other = 无法与 { $server } 建立安全连接（TLS）。
tls-how = 什么也没有发送。请检查名称和这台电脑的时钟，或询问服务器管理者。
tls-issuer-how = 什么也没有发送。如果你的网络或服务器有自己的证书，请加上 --ca-file 重新开始；否则请询问服务器管理者。
proxy-how = 按 Enter 重试。代理由 --proxy、HTTPS_PROXY 或 ALL_PROXY 指定：请在那里改正后重新开始。
proxy-credentials-how = 请写进 HTTPS_PROXY，例如 http://name:password@proxy.example.org:3128，然后重新开始。
try-again-how = 你输入的内容都还在。按 Enter 重试。

## Contact

contact-title-sign-up = 服务器怎样联系你？
contact-title-reset = 服务器凭什么认识你？
contact-lead-sign-up = 有邮箱，忘记密码时还能找回；能用电话找回的服务器很少。
contact-refused = 这台服务器不行
contact-lead-reset = 它必须已在你的账户上，并且验证过。
contact-phone = 电话号码
contact-phone-note = 短信验证码
contact-phone-reset-note = 少有服务器能做到；我们试试
contact-email = 邮箱地址
contact-email-note = 带链接的邮件
contact-both = 电话号码和邮箱地址
contact-both-note = 两者都验证
contact-none = 都不用
contact-none-note = 忘记密码就无法找回
contact-required = 必需
contact-no-phone = 这台服务器不接受电话号码。
contact-no-email = 这台服务器不接受邮箱地址。
contact-one-needed = 这台服务器需要联系方式，不能不填。

email-title-sign-up = 你的邮箱地址是什么？
email-title-reset = 你的账户上是哪个邮箱地址？
email-placeholder = ni@example.org
email-will = 我们会请求发一封邮件到 { $address }
did-you-mean = 你是指 { $meant } 吗？按 F3 采用。
email-spelling = 请按添加时的写法填写：有些服务器区分大小写。
email-practice = 练习服务器上有一个邮箱为 { $address } 的账户。
nothing-sent-yet = 在你看过核对页之前，什么也不会发送。

email-empty = 没有输入地址。
email-no-name = 地址的 @ 前面要有名字。
email-no-domain = 地址的 @ 后面要有域名。
email-two-ats = 地址只有一个 @。
email-character = 邮箱地址的这个位置不能包含：{ $character }
email-domain = @ 后面的部分不完整。
email-domain-malformed = @ 后面的部分不可能是域名。
email-local = @ 后面没有点（.）。按 Enter 仍可继续。
email-too-long = 地址超过了邮件服务器接受的长度。
email-error-how = 请在上面改正，然后按 Enter。

## Country and number

country-title = 号码来自哪个国家或地区？
country-placeholder = 输入名称、CN 这样的代码，或 +86
country-count = { $all } 个中的 { $shown } 个 · 输入名称、CN 这样的代码，或 +86
country-no-match = 没有匹配的国家或地区。请换一种写法。
country-by-zone = 根据你的时区
country-by-locale = 根据你的语言设置
country-by-both = 根据你的时区和语言
country-none = 还没有选择国家或地区。
country-none-how = 输入名称的几个字，或用方向键选择；按 Enter 继续。

number-title = 你的电话号码是什么？
number-label = { $country }（+{ $dial }）
number-placeholder = 例如 { $example }
number-will = 短信会发到 { $number }
number-landline = 这看起来是固定电话，可能收不到短信。按 Enter 继续。
number-service = 这看起来是服务号码，可能收不到短信。按 Enter 继续。
number-short = 似乎少了 { $missing } 位数字。按 Enter 仍可继续。
number-long = 号码似乎太长。按 Enter 仍可继续。
number-plus-missing = 如果它以国家代码开头，请在前面加 +。按 Enter 按原样继续。
number-unassigned = 我们的号码表里没有这个号码，不过表可能旧了。按 Enter 继续。

number-empty = 没有输入号码。
number-too-short = 还差 { $missing } 位数字。
number-too-short-for = 作为号码还太短。
number-too-long = 对这个国家或地区来说太长：{ $country }
number-letter = 电话号码里没有字母。
number-extension = 短信不能发到分机。
number-plus = + 应该放在开头。
number-sign = 电话号码不能包含：{ $character }
number-control = 电话号码不能包含控制字符。
number-calling-code = 没有国家或地区使用 + 后面的代码。
number-error-how = 请在上面改正，然后按 Enter。

## Name and password

account-title = 选择你的用户名和密码
username-label = 用户名
username-hint = 可用小写字母、数字和 . _ = - / +
username-will = 你的 Matrix ID：{ $id }
username-will-on = 你在 { $host } 上的 Matrix ID：{ $id }
username-empty = 没有输入用户名。
username-character = 用户名不能包含：{ $character }
username-too-long = 用户名太长。
username-error-how = 可用小写字母、数字和 . _ = - / +。请在上面改正；按 Enter 继续。
name-taken = 这个名字在这台服务器上已被使用。
name-refused = 这台服务器不允许这个名字。
name-reserved = 这个名字在这台服务器上是保留的。
name-how = 请另选一个；其他内容都保持不变。

password-label = 密码
password-again-label = 再输入一次
password-reveal = ctrl-t 显示
password-hide = ctrl-t 隐藏
password-same = ✓ 两次一致
password-host = 你的密码会发到 { $host }。
password-empty = 没有输入密码。
password-too-short = 密码至少需要 { $least } 个字符。
password-too-long = 密码最多 512 字节。
password-rule = 服务器的规则对密码还有要求：{ $rule }。
password-refused = 服务器认为这个密码太弱。
password-refused-rule = 服务器认为这个密码太弱：{ $rule }。
password-error-how = 请另选一个；几个不相干的词就是好密码。
password-mismatch = 两次输入的密码不同。
password-mismatch-how = 请再输入一次；ctrl-t 显示你输入的内容。
not-utf8 = 你的终端发来了不是 UTF-8 的字符，所以这一栏已清空，暂不接收输入。
not-utf8-how = 按 Ctrl-U，改用其他字符重新输入，或把终端设为 UTF-8。

rule-kept = ✓ { $rule }
rule-open = ○ { $rule }
rule-length = 至少 { $least } 个字符
rule-longer = 更多字符
rule-digit = 数字
rule-symbol = 符号
rule-lowercase = 小写字母
rule-uppercase = 大写字母
rule-uncommon = 不是常见密码

strength-pending = 你停下时会显示它有多强。
strength-very-weak = 很弱：马上就能猜到
strength-very-weak-because = 很弱：{ $why }
strength-weak = 弱：几小时就能猜到
strength-weak-because = 弱：{ $why }
strength-fair = 一般：通过网络来猜太慢
strength-strong = 强：要猜好几年
strength-very-strong = 很强：要猜几百年
weakness-common = 很多人在用
weakness-near-common = 与很多人用的相近
weakness-word = 几乎只是一个词
weakness-name = 几乎只是一个名字
weakness-personal = 里面有你的名字、地址或服务器
weakness-keys = 键盘上相邻的键
weakness-repeats = 同样的内容反复出现
weakness-sequence = 按顺序的字母或数字
weakness-date = 日期或年份
weakness-short = 太短
pass-phrase-hint = 长胜于巧：几个随机的词最牢靠。
pass-phrase-made = 随机生成：{ $bits } 比特。继续之前请记下来。

new-password-title = 选择新密码
new-password-lead-mail = 如果 { $address } 在这里可用，邮件已在路上。
new-password-lead-text = 如果 { $address } 在这里可用，短信已在路上。
logout-title = 你的其他会话
logout-title-open = 你的其他会话：用 ↑↓ 选择
logout-keep = 保持登录
logout-keep-note = 你只是忘了密码
logout-all = 全部登出
logout-all-note = 可能有别人在用
logout-all-loses = 只有那些会话能读的加密消息将会丢失。
logout-none = 你还没有说如何处理其他会话。
logout-none-how = 用方向键选择；按 Enter 继续。

## Invitation and terms

token-title = 你的注册令牌是什么？
token-lead = 这台服务器需要邀请。管理者会把令牌给他们邀请的人。
token-label = 注册令牌
token-note = 只有在账户创建时，令牌才会用掉。
token-empty = 没有输入令牌。
token-too-long = 令牌最多 64 个字符。
token-character = 令牌不能包含：{ $character }
token-refused = 服务器不接受这个令牌：它不对、已用完或已过期。
token-error-how = 请在上面检查并改正，或再要一个；按 Enter 继续。

terms-title = 你同意吗？
terms-lead = 这台服务器有 { $count } 份文件需要同意。请到各自的地址阅读。
terms-name = { $name } { $version }
terms-open = 还没有全部同意。
terms-open-how = 按 Enter 逐一同意。

## Review

review-title = 都对吗？
review-server = 服务器
review-server-host = { $server }（{ $host }）
review-server-practice = { $server }（练习）
review-id = Matrix ID
review-id-on = { $host } 上的 { $id }
review-phone = 电话
review-phone-value = { $number }，{ $country }
review-email = 邮箱
review-contact = 联系方式
review-no-contact = 无：忘记密码后无法重置
review-token = 邀请
review-token-given = 一个注册令牌，这次注册会用掉它
review-agreed = 已同意
review-next-text = 接下来：一条带验证码的短信会发到这个号码。之后这台电脑上不会留下打开的会话。
review-next-mail = 接下来：一封带链接的邮件会发到这个地址。之后这台电脑上不会留下打开的会话。
review-next-both = 接下来：先发一条带验证码的短信，再发一封带链接的邮件。之后这台电脑上不会留下打开的会话。
review-doubt = 最后一步可能已经完成：它的回应丢失了。继续就会询问服务器。
review-next-asked = 消息已经请求过了；继续不会再发一条。
review-next-none = 接下来：创建账户。这台电脑上不会留下打开的会话。
review-next-reset-mail = 接下来：一封邮件会发到这个地址。等待时你来选择新密码。
review-next-reset-text = 接下来：一条短信会发到这个号码。等待时你来选择新密码。

action-create = 创建账户
action-go-on = 继续
action-send-code = 发送验证码
action-send-mail = 发送邮件
action-change-address = 更换地址
action-change-number = 更换号码
action-change-account = 更改用户名或密码
action-look = 现在查看
action-send-again = 再发一次
action-in = 还要
action-other-address = 使用另一个地址
action-other-number = 使用另一个号码
action-use-phone = 改用电话号码
action-use-email = 改用邮箱地址
action-use-none = 不用联系方式，继续
action-other-server = 选择另一台服务器
action-pass-phrase = 为我随机选词（F5）
action-take = 采用 { $meant }
action-copy = 复制 Matrix ID
action-copy-link = 复制链接
action-open-link = 在这里打开
action-qr = 显示二维码
action-reset-instead = 改为重置其密码
action-sign-up-instead = 改为创建账户
action-finish = 完成
action-check-password = 确认一下：登录一次再登出
action-leave = 退出

## Verify

verify-code-title = 输入发到 { $address } 的短信验证码
verify-link-title = 打开邮件里的链接
verify-link-title-text = 打开短信里的链接
verify-link-lead = 如果 { $address } 在这里可用，消息已在路上。在任何设备上打开链接都行；本页会自动继续。
verify-asked = { $ago } 前请求 · 第 { $number } 条消息
verify-asked-looked = { $ago } 前请求 · 第 { $number } 条消息 · { $looked } 前查看
verify-earlier-code = 之前消息里的验证码可能仍然有效。
verify-earlier-link = 之前消息里的链接可能仍然有效。
verify-link-hint-sign-up = 没收到？看看垃圾邮件。地址已被使用时，有些服务器什么也不发。
verify-link-hint-text = 没收到？号码已被使用时，有些服务器什么也不发。
verify-link-hint-reset = 没收到？看看垃圾邮件。邮件也可能说没有账户使用这个地址。有些链接会打开带按钮的页面：请按下按钮。

code-none = 没有输入验证码，链接也还没有使用。
code-none-how = 请输入消息里的验证码，然后按 Enter。
code-wrong = 服务器没有接受 { $code }。
code-wrong-how = 请看最新的消息并输入其中的验证码，或按 Ctrl-R 再要一个。
code-elsewhere = 这台服务器要求把验证码发到另一台主机：{ $host }。
code-elsewhere-how = 如果你信任那台主机，按 Enter 把验证码发过去。
code-elsewhere-far-how = 它不属于 { $server }：它的运营者可以使用你的验证码。只有确信那台主机可靠，才按 Enter 把验证码发过去。
code-address-bad = 服务器要求把验证码发到不安全的地址。
code-address-bad-how = 什么也没有发送。请试试另一种联系方式，或告诉服务器管理者。
codes-too-many = 服务器拒绝了五个验证码，这条消息已经没用了。
message-expired = 那条消息太旧了，或者服务器已不认得它。
message-expired-how = 按 Ctrl-R 要一条新的。

email-in-use = 这里已有账户使用这个邮箱地址。
number-in-use = 这里已有账户使用这个电话号码。
address-in-use-how = 按 Ctrl-X 改为重置其密码，或在上面输入别的。
email-unknown = 这里没有账户使用这个邮箱地址。
number-unknown = 这里没有账户使用这个电话号码。
address-unknown-how = 请检查拼写：它必须在账户上并验证过。按 Ctrl-X 改为创建账户。
email-denied = 这台服务器不接受这个邮箱地址。
number-denied = 这台服务器不接受这个电话号码。
address-denied-how = 请在上面输入别的；按 Enter 继续。
email-invalid = 服务器无法读取这个邮箱地址。
number-invalid = 服务器无法读取这个电话号码。
address-invalid-how = 请在上面改正；按 Enter 继续。
email-unsupported = 这台服务器不能用邮箱做这件事。
number-unsupported = 这台服务器不能用电话做这件事。
needs-identity-server = 这台服务器自己不能验证，会把你的联系方式发给第三方。
medium-unsupported-how = 用方向键选择另一种方式；按 Enter 继续。
mail-undelivered = 服务器没能发出邮件。
text-undelivered = 服务器没能发出短信。
not-again-how = 还在等之前的那条消息。按 Ctrl-R 再请求一次。
undelivered-how = 什么也没丢。按 Enter 再请求一次，或按 Esc 返回换一个地址。
destination-rejected = 这台服务器不向那个国家或地区发短信。
destination-rejected-how = 按 Esc 返回，换一个国家或地区，或换一种联系方式。

limited = { $server } 要我们等 { $wait } 再发下一个请求。
limited-how = 倒计时会自动进行，然后请求重复一次。
server-failed = { $server } 自身出了故障。
server-refused = { $server } 拒绝了。
refused-how = 按 Enter 重试；按 Esc 返回修改。
server-circling = { $server } 一再收回它已经接受的内容。
server-circling-how = 不再自动发送任何内容。按 Enter 重试；如果一直这样，请告诉服务器的管理员。
server-full = 这台服务器不再接收账户。
server-full-how = 这要由服务器管理者改变；按 Esc 返回换一台服务器。
answer-unreadable = { $server } 的回应无法读取。
answer-too-large = { $server } 的回应过大。
answer-redirect = { $server } 把我们转到别处，跟过去可能泄露你的数据。
answer-lost = 最后一步的回应丢失了，所以它可能已经完成。
answer-lost-how-sign-up = 按 Enter 再问一次，或试着用你的名字和密码登录。
answer-lost-how-reset = 按 Enter 再问一次，或试着用新密码登录。
practice-not-built = 这个版本不含练习服务器。
practice-cannot-listen = 练习服务器无法在这台电脑上启动。

## A step in the browser

browser-title = 有一步需要网页浏览器
browser-lead = { $server } 要求：{ $stage }。请在任何设备上打开这个链接：
browser-looked = { $looked } 前查看
browser-hint = 请在那里完成；本页会自动继续。不要把链接给别人：它代表你正在这里做的事。
qr-title = 用另一台设备扫描
qr-no-room = 窗口太小，放不下二维码。请放大窗口，或复制链接：
qr-too-long = 链接太长，做不成二维码。请改为复制：

## A sign-up in the browser

web-title = { $server } 在浏览器里创建账户
web-offer = 它使用 OAuth 2.0，所以任何程序都不应在这里问你的密码。这样才对；有两种办法继续：
web-offer-too = 在那里，只有它自己的注册页能创建新账户。有两种办法继续：
web-offer-elsewhere = 注册页在 { $host }。它会在这台电脑的浏览器里打开；本程序会等待，并显示你的新 Matrix ID。
web-offer-hint = 注册页会在这台电脑的浏览器里打开。本程序会等待，并显示你的新 Matrix ID。
action-open-sign-up = 打开注册页
action-account-page = 改为显示链接和二维码
action-open-again = 再次打开页面
web-waiting-title = 在浏览器里创建你的账户
web-waiting = { $server } 的注册页正在这台电脑的浏览器里打开。
web-waiting-hint = 请在那里完成：本页会自动继续。这是它的链接，只在这台电脑上有效：
web-cannot-listen = 这台电脑不让程序等待浏览器，所以注册页无法回报结果。
web-client-refused = { $server } 不让本程序打开它的注册页。
web-by-link-how = 请改为在浏览器里打开本页的链接。
web-no-link-how = 请选择另一台服务器，或询问这台的管理者。
web-denied = 浏览器回来了，但没有账户。
web-denied-how = 按 Enter 再次打开注册页。
web-refused = { $server } 的注册页没有创建账户就让浏览器回来了。
web-unknown = 你已完成注册页，但 { $server } 没有说明你的 Matrix ID 是什么。
web-unknown-how = 账户很可能已经存在：请用你在那里选的名字登录。
done-web-closing = 正在关闭查询你的 Matrix ID 的会话。
done-web-open = 一个查询你的 Matrix ID 的会话没能关闭：请在账户设置里登出“mxid”。
status-opening-sign-up = 正在准备注册页
status-asking-id = 正在查询你的 Matrix ID
notice-no-browser-here = 没能启动浏览器。请复制链接，在这台电脑上打开。
help-web = 这台服务器要求在它自己的页面上创建账户。页面会在这里的浏览器里打开，并把结果告诉本程序；本程序显示你的新 Matrix ID，什么也不保留。在没有浏览器的电脑上，请使用链接。
callback-taken = 你可以关闭本页。结果显示在终端里。
callback-other = 这里什么也没有。
farewell-web-sign-up = 那里的账户在浏览器里创建：{ $url }
farewell-web-add = 那里的联系方式在浏览器里、在账户资料中添加：{ $url }
farewell-web-reset = 那里的密码在浏览器里通过“忘记密码”重置：{ $url }

## What is under way

status-looking-up = 正在查找 { $server }
status-starting-practice = 正在启动练习服务器
status-checking-name = 正在询问名字是否可用
status-checking-token = 正在检查令牌
status-asking = 正在请求消息
status-checking-code = 正在检查验证码
status-looking = 正在查看链接是否已打开
status-looking-done = 正在查看是否已完成
status-finishing = 正在完成
status-talking = 正在与服务器通信
status-look-again = 服务器没有回应。{ $wait } 后再查看。
status-look-limited = 服务器要我们等待。{ $wait } 后再查看。
status-look-again-doubt = 可能已经完成；本页会在 { $wait } 后再查看。
status-repeat = 还没有可用的回应。{ $wait } 后重试；什么也不会发两次。

notice-country = 号码以另一个国家或地区的代码开头：现在是 { $country }。
notice-paste-cut = 粘贴的文字太长，末尾已去掉。
notice-paste-cleaned = 粘贴的文字里有些字符已去掉。
notice-paste-refused = 粘贴的文字里有换行或控制字符，所以什么也没有采用。
notice-password-replaced = 这些单词替换了你的密码。按 Ctrl-_ 可以恢复。
notice-copied = 已复制（如果你的终端允许）。
notice-opened = 已请浏览器打开链接。
notice-no-browser = 这里没能启动浏览器。请复制链接，或按 q 显示二维码。
notice-new-link = 服务器忘了在浏览器里做过的事。这是新的链接：请再做一次。
notice-not-done-yet = 服务器还不知道已经完成。
notice-back-waits = 回应一到就返回：它可能是成功。
notice-too-soon = { $wait } 后可以再次请求。
notice-look-too-soon = 提前查看只会等得更久。
notice-sent-again = 已请求另一条消息。
notice-in-use = 另一个 mxid 正在处理它。请在那里继续，或选择别的。
notice-gone = 它已没有可以继续的内容。请选择别的。
notice-taken-up = 已回到你停下的地方。密码和令牌从不保存：请再输入一次。
notice-not-kept = 这无法保存：{ $why }。照常继续即可，但“mxid resume”找不到它。
notice-kept-stale = 保存的内容已过时，却无法删除：{ $why }。以后不要用它继续。
notice-not-yet = 还没有打开。本页会继续查看。

cause-code = { $code } · HTTP { $status }
cause-status = HTTP { $status }

## Done

done-created-title = 你的账户已就绪
done-phone = 电话 { $number } 已验证。能用它重置密码的服务器很少。
done-email = 邮箱 { $address } 已验证，可以用它找回账户。
done-no-contact = 账户上没有联系方式：请妥善保管密码。
done-another = 之前可能已创建账户 { $name }：能说明这一点的回应丢失了。
done-no-session = 没有留下打开的会话。
done-session-closed = 服务器自行打开了一个会话；已经关闭。
done-session-open = 服务器自行打开了一个会话；正在关闭。
done-session-left-open = 有一个会话没能关闭。请在客户端的会话列表里登出它。
done-next = 接下来
done-iamb = 在 { $heading } 下写 { $entries }，然后运行 iamb -P { $name }
done-iamb-ready = iamb -P { $name }
done-gomuks = 以 { $id } 登录
done-gomuks-at = 在 { $base } 上以 { $id } 登录
done-backup = 首次登录：请设置密钥备份，否则设备丢失时加密消息也会丢失。
action-add-profile = 把 iamb 配置添加到 { $path }
profile-added = 配置 { $name } 已写入 { $path }。
profile-exists = { $path } 里已有配置 { $name }。它保持不变。
profile-old-format = iamb 在那里仍使用 config.json，{ $path } 会盖住它。什么也没有写入。
profile-inline-table = { $path } 里的配置写在花括号中：请手动把这个加进去。什么也没有添加。
profile-unreadable = { $path } 不是 iamb 能读的写法。什么也没有添加。
profile-unwritable = { $path } 无法写入。什么也没有添加。
done-approval-title = 你的账户在等待批准
done-approval = { $server } 创建了 { $name }，新账户要经管理者批准才能使用。
done-probably-title = 你的账户很可能已就绪
done-probably = { $server } 的最后回应丢失了，此后名字 { $name } 已被占用。那很可能就是你的新账户。
done-probably-check = 用你的名字和密码登录就能确定。
done-password-earlier = 它的密码是中断之前的那个，或你刚才输入的那个。如果两者可能不同，请确认一下。
done-password-asking = 正在用密码登录。
done-password-right = 密码有效。
done-password-wrong = 你刚才输入的无效：密码是中断之前的那个。
done-password-wrong-probably = 服务器不接受这个名字配这个密码：可能是你之前输入的另一个密码，也可能账户是别人的。
done-password-reset = 用邮箱地址重置可以设一个新的。
done-password-use = 请用那一个：没有邮箱地址就无法重置。
done-password-unanswered = 服务器没有说密码是否有效。请重试，或用客户端登录。
done-reset-title = 你的密码已更改
done-reset = 从现在起，{ $server } 使用新密码。
done-reset-earlier = { $server } 已更改它，是现在或中断之前。
done-signed-out = 所有其他会话都已登出。
done-still-in = 你的其他会话保持登录。
done-reset-advice = 如果可能有别人进来过，请检查你的会话，并更新恢复密钥。

## It cannot go on here

stop-closed-title = 那里不开放注册
stop-closed = { $server } 目前不创建新账户。它的管理者可能知道何时会变；别的服务器也许开放。
stop-no-registration = { $server } 没有创建账户的途径。
stop-ask = 你可以询问 { $contacts }。
stop-ask-page = 它的管理者在这个页面上说明如何联系：
stop-server-says = 服务器说：“{ $text }”
stop-browser-title-sign-up = 那里的账户在浏览器里创建
stop-browser-title-reset = 那里的密码在浏览器里重置
stop-browser = { $server } 使用 OAuth 2.0，所以任何程序都不应在这里问你的密码。这样才对。
stop-browser-link-sign-up = 在任何设备的浏览器里创建账户：打开这个页面，在登录的地方选择“创建账户”。
stop-browser-link-reset = 在任何设备的浏览器里打开这个页面，在登录的地方选择“忘记密码”。
stop-browser-link-account = 在任何设备上，登录后这个页面就会显示账户。
stop-browser-no-link = 服务器没有说在哪里。它的网站或管理者也许知道。
stop-stages-title = 那里有一步无法在这里完成
stop-stages = { $server } 要求只有浏览器才能做的事（{ $stages }），却没有相应的页面。这无法在终端里完成。别的客户端也许可以。
stop-no-passwords-title = 那里没有密码
stop-no-passwords = { $server } 用别的方式登录，例如公司的账户。没有可以重置的密码。
stop-no-reset-title = 那里无法重置
stop-no-reset-any = { $server } 不能用邮箱或电话重置密码。它的管理者也许能帮忙。
stop-no-reset-mail = { $server } 不能用邮箱重置密码。它的管理者也许能帮忙。
stop-no-reset-text = { $server } 不能用电话重置密码。请试试账户上的邮箱地址。
stop-no-way-title = 没有途径可走
stop-no-way = 凭这里提供的内容，{ $server } 不接受注册。
stage-recaptcha = 人机验证（reCAPTCHA）
stage-sso = 在浏览器里登录
stage-terms = 同意它的条款
stage-other = “{ $name }”

## Adding a contact

page-sign-in = 登录

goal-add = 添加邮箱地址或电话号码
goal-add-note = 到你已有的账户
goal-add-short = 添加联系方式

sign-in-title = 登录你的账户
sign-in-lead = 只在这件事期间登录：结束时会关闭会话。
sign-in-name-label = Matrix ID、用户名或邮箱地址
sign-in-name-placeholder = @ni:{ $server }
sign-in-practice = 练习服务器上有账户 { $name }，密码是 { $password }。
sign-in-name-empty = 没有输入名字。
sign-in-name-character = 名字不能包含：{ $character }
sign-in-name-too-long = 名字超过了 Matrix ID 的长度。
sign-in-name-how = 请输入 Matrix ID、用户名或账户上的邮箱地址；按 Enter 继续。
sign-in-other-server = 那个 Matrix ID 属于 { $server }，不属于这台服务器。
sign-in-other-server-how = 按 Esc 返回选择那台服务器，或在上面输入另一个名字。
sign-in-password-how = 请在上面输入，然后按 Enter。
sign-in-refused = 服务器不接受这个名字和密码。
sign-in-refused-how = 请检查两者，ctrl-t 显示密码；按 Enter 重试。
sign-in-deactivated = 这个账户已停用，不能再使用。
sign-in-locked = 这个账户目前被锁定。
sign-in-suspended = 这个账户目前被暂停。
sign-in-account-how = 原因可以询问服务器管理者。请在上面输入另一个名字，或按 Esc。
sign-in-ended = 服务器结束了所需的会话。
sign-in-ended-how = 你输入的内容都还在。按 Enter 重新登录。

contact-title-add = 你想添加什么？
contact-lead-add = 有邮箱，忘记密码时还能找回；能用电话找回的服务器很少。
contact-have = 已在你的账户上：{ $list }
email-title-add = 你想添加哪个邮箱地址？
email-on-account = 这个邮箱地址已在你的账户上。
number-on-account = 这个电话号码已在你的账户上。
address-in-use-how-add = 它只能属于一个账户。请在上面输入别的；按 Enter 继续。

review-next-add-mail = 接下来：一封带链接的邮件会发到这个地址。结束时会关闭这台电脑上的会话。
review-next-add-text = 接下来：一条带验证码的短信会发到这个号码。结束时会关闭这台电脑上的会话。

status-signing-in = 正在登录
status-looking-at-account = 正在查看账户上有什么

answer-lost-how-add = 按 Enter 再问一次，或在客户端里查看它是否在你的账户上。
not-added = 服务器的回应丢失了，你的账户上没有添加任何内容。

done-added-title-email = 邮箱地址已在你的账户上
done-added-title-phone = 电话号码已在你的账户上
session-closed = 为此打开的会话已经关闭。
session-closing = 正在关闭为此打开的会话。
session-left-open = 名为“mxid”的会话没能关闭。请在客户端的会话列表里登出它。

stop-browser-title-add = 那里的联系方式在浏览器里更改
stop-browser-link-add = 在任何设备的浏览器里打开这个页面，找到你的联系方式。
stop-no-passwords-add = { $server } 不允许用密码登录，没有密码就无法从这里添加联系方式。
stop-no-changes-title = 那里无法更改联系方式
stop-no-changes = { $server } 不允许账户再添加邮箱地址或电话号码。它的管理者也许可以添加。

help-sign-in = 添加联系方式需要你的密码，因为凭它可以进入你的账户。密码只发给主服务器。无论如何，会话都会关闭。

farewell-added = 已把 { $contact } 添加到 { $id }
farewell-doubt-contact = 联系方式可能已添加：请在客户端里确认。
farewell-no-contact = 没有添加联系方式。
farewell-session-unnamed = 可能还有会话打开着：请在客户端的会话列表里登出它。
farewell-session-open = 名为“mxid”的会话可能还打开着：请在客户端里登出它。

## Leaving, help, details

leave-title = 现在退出吗？
leave-lead = 你输入的内容将会丢失。
leave-lead-kept = 一天之内可以用“mxid resume”继续；只需重新输入密码、验证码和令牌。
leave-nothing-sent = 没有发送消息，也没有创建任何东西。
leave-doubt = 最后一步可能已经完成：请在客户端里登录确认。
leave-sent = 已请求一条消息。除非你在这里完成，否则什么也不会创建或更改。

help-title = 帮助
help-key-enter = Enter
help-enter = 继续，或执行标记的项目
help-key-esc = Esc
help-esc = 返回上一页；输入的内容不会丢失
help-key-tab = Tab
help-tab = 到下一项，Shift-Tab 到上一项
help-key-arrows = ↑ ↓
help-arrows = 选择
help-key-toggle = 空格
help-key-details = F2, Ctrl-O
help-details = 到目前为止问过服务器什么
help-key-redraw = Ctrl-L
help-redraw = 重新绘制画面
help-key-leave = Ctrl-C
help-leave = 退出；若有内容会丢失，会先询问
help-key-take = F3
help-key-practise = Ctrl-P
help-key-switch = Ctrl-X
help-key-copy = Ctrl-Y
help-copy = 复制链接
help-copy-id = 复制 Matrix ID
help-key-qr = q
help-qr = 以二维码显示链接
help-key-open = o
help-open = 在这里的浏览器中打开链接
help-key-reveal = Ctrl-T
help-key-pass-phrase = F5
help-key-undo = Ctrl-_
help-reveal = 显示或隐藏密码
help-pass-phrase = 填入由随机词组成的口令短语
help-undo = 撤销一次编辑；Alt-/ 重做
help-key-again = Ctrl-R
help-again = 再请求一条消息
help-key-change = F4
help-key-message = Ctrl-N
help-message = 打开最新的练习消息

help-goal = 本程序帮你在 Matrix 主服务器上得到账户，或回到忘了密码的账户。只有服务器要求时才需要浏览器。
help-server = 主服务器是你的账户所在的地方，就像邮件服务商。输入它的名称，你一停下就会查找。你的 Matrix ID 会以它结尾。
help-contact = 只有验证过的联系方式才能重置忘记的密码。服务器管理者能看到它，其他用户看不到。
help-country = 号码按在这个国家或地区拨打的方式读取。输入名称的几个字、两个字母的代码，或电话区号。
help-number = 按你在当地拨打的方式输入号码，或以 + 和国家代码开头。输入框下面会准确显示短信发到哪个号码。
help-address = 服务器会把链接发到这个地址。
help-account = 这个名字会成为你的 Matrix ID，以后不能更改。密码只发给主服务器，不会保存在这里。
help-token = 有些服务器只让有令牌的人进入。请询问邀请你的人。
help-terms = 每份文件要单独同意。地址可以在任何浏览器里打开。
help-review = 要发生的就是这些。继续之后，会请服务器发一条消息，除非已经请求过。
help-new-password = 邮件里的链接一打开，新密码就会生效。如果可能有别人在用，登出其他会话是对的；但旧的加密消息可能因此无法读取。
help-browser = 服务器要求只有网页才能显示的内容，例如人机验证。在任何设备上打开链接，在那里完成后回来：本页会自动继续。
help-verify = 消息证明这个地址是你的。可能需要一分钟。再请求一次就会再发一条；请求一次只发一条，无论网络多差。
help-verify-code = 消息中的验证码证明这个号码是你的。可能需要一分钟。六位数字的验证码输完即自动验证，其他的按 Enter 验证。不输入验证码按 Enter，会查看消息中的链接是否已打开。
help-done = 已经完成。这台电脑上没有留下任何秘密。
help-stopped = 这台服务器做不到，本页说明了原因。你输入的内容都留着，可以用于另一台服务器。

details-title = 详情
details-base = 服务器地址
details-version = 它支持的最新版本
details-attempt = 消息
details-requests = 请求（最新的在前）
details-none = 还没有问过任何服务器。
details-waiting = 等待中
details-answered = 已回应 · { $ms } 毫秒
details-failed = { $why } · { $ms } 毫秒
details-dropped = 不再需要
details-dns = 没有地址
details-refused = 连接被拒绝
details-timeout = 没有及时回应
details-tls = TLS 失败
details-proxy = 代理失败
details-broken = 连接中断
details-unreadable = 回应无法读取

## Practice

strip-title = 练习服务器：什么也不会离开这台电脑
strip-empty = 还没有消息：这台服务器发送的内容会显示在这里。
strip-open = ctrl-n 打开
strip-sms = 发到 { $to } 的短信
strip-mail = 发到 { $to } 的邮件
message-sms-title = 发到 { $to } 的短信
message-mail-title = 发到 { $to } 的邮件
message-lead = 这是练习用的收件箱。在真实的服务器上，它会出现在你的手机或邮箱里。
message-confirm = 按 Enter 按下本页的按钮。

## Probe: what a server offers

probe-base = 地址
probe-software = 软件
probe-versions = Matrix 版本
probe-newest = { $version }，共 { $count } 个中最新
probe-old = { $count } 个，都是旧的
quoted = “{ $text }”
probe-none = 无
probe-sign-up = 注册
probe-open = 开放
probe-open-browser = 开放，在浏览器里
probe-closed = 不开放
probe-absent = 没有
probe-no-way = 没有列出途径
probe-email = 邮箱地址
probe-phone = 电话号码
probe-required = 必需
probe-optional = 可选
probe-not-taken = 不接受
probe-token = 注册令牌
probe-needed = 需要
probe-not-needed = 不需要
probe-browser = 浏览器里的步骤
probe-documents = 需要同意
probe-reset-email = 用邮箱重置
probe-reset-phone = 用电话重置
probe-offered = 提供
probe-unlikely = 不太可能
probe-no = 不提供
probe-oauth = OAuth 2.0
probe-oauth-alone = 创建并找回所有账户
probe-oauth-beside = 与密码并用
probe-account-page = 账户页面
probe-password = 密码规则

name-value = { $name }：{ $value }
probe-flow-sign-up = 注册
probe-flow-reset = 重置
probe-flow-add = 添加联系方式
probe-sign-up-token = 开放，需要注册令牌，也就是管理者的邀请。
probe-sign-up-step = 开放，其中一步需要网页浏览器。
probe-sign-up-both = 开放，需要注册令牌，其中一步需要网页浏览器。
probe-sign-up-browser = 这台服务器的账户在浏览器里创建。
probe-reset-works = 这台服务器可以为此给你发一封带链接的邮件。
probe-reset-untold = 列出了用邮箱重置；邮件会不会来，只有请求了才知道。
probe-reset-by-phone = 这台服务器列出了用电话重置。
probe-reset-unlikely = 虽然列出了，但这里没有别的迹象表明有邮件：不太可能。
probe-reset-none = 这台服务器不能用邮箱或电话重置密码。
probe-add-email = 大概可以添加邮箱地址；登录才能确定。
probe-add-phone = 大概可以添加电话号码；登录才能确定。
probe-add-both = 大概两种都可以添加；登录才能确定。
probe-add-untold = 这台服务器是否接受，只有登录才知道。
probe-add-browser = 账户的联系方式在浏览器里管理。
probe-add-no-passwords = 这台服务器不使用密码，所以本程序无法登录。

probe-spelling-how = 请检查拼写，或写出服务器的完整 https 地址。
probe-proxy-how = 请检查代理的地址，然后重试。
probe-later-how = 请稍后重试，或询问服务器管理者。

## Left on the normal screen

farewell-created = 你的 Matrix ID 是 { $id }
farewell-iamb = 你的客户端已就绪：iamb -P { $name }
farewell-iamb-late = 写入 { $path } 用时过长：请看其中有没有配置 { $name }。
farewell-practice = 仅供练习：服务器和账户已随本程序一起消失。
farewell-web-waiting = 到目前为止什么也没有创建。在浏览器里完成，账户仍会存在：请用你在那里选的名字登录。
farewell-base = 主服务器：{ $url }
farewell-approval = { $server } 上的 { $name } 已创建，正在等待批准。
farewell-probably = { $server } 上的 { $name } 很可能已创建；请登录确认。
farewell-reset = { $server } 上的密码已更改。
farewell-doubt-account = 账户可能已创建：请登录确认。
farewell-doubt-reset = 密码可能已更改：请登录确认。
farewell-no-account = 没有创建账户。
farewell-no-reset = 没有更改密码。
farewell-sent = 已请求一条消息；可以不理会。
farewell-again = 再次运行 mxid 可以重新开始。

too-small = 窗口太小。请放大后继续。

## An unfinished flow, before the wizard begins and after it has ended

farewell-kept = 你输入的内容会保留一天，不含密码。用“mxid resume”继续，或用“mxid forget”删除。
farewell-log = 日志有缺漏：有些请求没能写入文件。
farewell-not-kept = 你输入的内容没能保存：{ $why }。
farewell-not-kept-in = 你输入的内容没能保存到 { $path }：{ $why }。
farewell-stale = 保存在 { $path } 的内容已过时，却没能删除：{ $why }。不要用它继续；“mxid forget”会尝试删除。
farewell-not-removed = 保存的内容没能从 { $path } 删除：{ $why }。“mxid forget”会再试一次。
keep-in-use = 另一个 mxid 正在使用它
keep-too-large = 它太大了
keep-no-folder = 系统没有指明用来保存的主目录
disk-full = 没有剩余空间
disk-not-allowed = 你无权在那里读写
disk-no-folder = 应该是文件夹的地方有一个文件
disk-slow = 磁盘用时太久
disk-other = 系统无法完成
resume-none = 没有可以继续的未完成内容。
resume-expired = 未完成的内容已超过一天，已被删除。
resume-in-use = 另一个 mxid 正在处理它。请在那里继续，或先结束那一个。
resume-id-server = { $server } 上未完成的内容指明了身份服务器 { $host }，但其令牌不会保存：请再次给出 --id-server 和 --id-access-token-file。
resume-other-id-server = { $server } 上未完成的内容没有指明那个身份服务器：请去掉 --id-server 和 --id-access-token-file。
saved-refused = 没有读取（{ $why }）：{ $path }
saved-aside = 没有读取（{ $why }）。已另存为 { $path }
saved-damaged = 文件已损坏
saved-format = 由另一个版本的 mxid 写入
saved-no-file = 不是普通文件
saved-owner = 属于另一个用户
saved-exposed = 其他用户可以读取或更改
saved-future = 来自未来，这台电脑的时钟可能不准
saved-folder = 无法在 { $path } 查找未完成的内容：{ $why }。
saved-no-folder = 无法查找未完成的内容：系统没有指明主目录。
forget-sign-up = { $server } 上的账户
forget-reset = { $server } 上的新密码
forget-add = { $server } 上的联系方式
forget-one = 已删除：{ $what }。
forget-one-about = 已删除：{ $what }（{ $about }）。
forget-other-versions = 已删除另一版本 mxid 的 { $count } 个文件。
forget-others = 已删除 { $count } 个无法使用的文件。
forget-none = 没有可以删除的未完成内容。
forget-in-use = 有 { $count } 个保留：另一个 mxid 正在处理。
forget-stays = 没有删除（{ $why }）：{ $path }

## Plain mode: the words that are typed, what they do, and the prompts. Each word is one word.

word-continue = 继续
word-back = 返回
word-stay = 留下
word-leave = 退出
word-again = 再发
word-change = 更换
word-instead = 改为
word-take = 采用
word-phrase = 口令短语
word-practise = 练习
word-open = 打开
word-message = 消息
word-help = 帮助
word-details = 详情
word-repeat = 重复
word-next = 下一项
word-previous = 上一项
word-more = 更多

word-does-continue = 继续；空行也一样
word-does-repeat = 再读一遍本页
word-does-next = 到本页的下一个问题
word-does-previous = 到上一个问题
word-does-more = 列出更多选项

plain-begins = 逐行模式：输入每个答案后按 Enter。“{ $help }”列出可用的词，“{ $leave }”结束。
plain-step = 第 { $at } 步，共 { $all } 步：{ $name }
plain-warning = 注意：{ $text }
plain-problem = 问题：{ $text }
plain-agreed = 已同意
plain-not-agreed = 未同意
plain-more = { $all } 个中的 { $shown } 个。“{ $more }”列出更多。
plain-now = 现在可以：{ $label }
plain-nothing = 这在这里没有作用。“{ $help }”列出有作用的词。
plain-too-long = 这一行太长，不能当作答案，未被采用：请输入短一些的。
plain-not-text = 这一行不是 UTF-8，未被采用：请再输入一次。
plain-literal = 要把这些词当作答案输入，请在前面加 =。
plain-sms = 发到 { $to } 的短信：{ $text }
plain-mail = 发到 { $to } 的邮件：{ $text }
plain-mail-link = “{ $open }”打开其中的链接：{ $link }
plain-input-ended = 没有更多答案了。程序会自动继续；Ctrl-C 结束。
plain-answers-short = 没有更多答案了，但还没有完成。
plain-answer = 答案
plain-ask = { $label }：
plain-ask-like = { $label }（{ $example }）：
plain-ask-kept = { $label }（Enter 保留 { $value }）：
plain-ask-secret = { $label }（输入时不显示）：
plain-ask-secret-kept = { $label }（输入时不显示；Enter 保留你输入过的内容）：
plain-ask-code = 验证码：
plain-ask-number = 编号：
plain-ask-number-or = 编号，或按 Enter 选 { $number }，{ $label }：
plain-ask-country = 国家或地区，或列表中的编号：
plain-ask-country-or = 国家或地区、列表中的编号，或按 Enter 选 { $label }：
plain-ask-agree = 按 Enter 同意 { $label }：
plain-ask-leave = “{ $leave }”或“{ $stay }”：
plain-ask-enter = 按 Enter 继续：
