"""What banks call the columns of their statements (`money.md` 4), the surest word of each column first."""

from enum import StrEnum


class Column(StrEnum):
    """What a column holds."""

    DATE = "date"
    TIME = "time"
    CAME_IN = "came_in"
    WENT_OUT = "went_out"
    AMOUNT = "amount"
    FLAG = "flag"
    BALANCE = "balance"
    PAYER = "payer"
    PAYER_ACCOUNT = "payer_account"
    PAYER_BANK = "payer_bank"
    PAYEE = "payee"
    PAYEE_ACCOUNT = "payee_account"
    NOMINAL = "nominal"
    TEXT = "text"
    SERIAL = "serial"
    OWN_ACCOUNT = "own_account"
    CURRENCY = "currency"


TYPE_OF_TRANSACTION = "交易类型"
"""A flag at one bank, at the others a kind of transaction that says nothing about the direction."""
_WORDS: dict[Column, str] = {
    Column.DATE: """交易日期 记账日期 入账日期 交易日 记账日 入账日 日期 交易时间 入账时间 记账时间 交易日期时间
        booked_on date transactiondate""",
    Column.TIME: "交易时间 记账时间 入账时间 时间",
    Column.CAME_IN: """贷方发生额 贷方发生额(收入) 收入金额 收入 转入金额 存入金额 贷方金额 贷方 存入 转入 记账金额(收入)
        交易金额(收入) 收方发生额 收方金额 来账金额 credit""",
    Column.WENT_OUT: """借方发生额 借方发生额(支取) 支出金额 支出 转出金额 取出金额 借方金额 借方 支取 取出 转出
        记账金额(支出) 交易金额(支出) 付方发生额 付方金额 往账金额 debit""",
    Column.AMOUNT: "交易金额 发生额 金额 记账金额 交易金额(元) 金额(元) amount",
    Column.FLAG: f"""借贷标志 借/贷 借贷 借贷方向 收支 收/支 收支标志 收支方向 来往账标志 收付标志 收付方向 direction
        {TYPE_OF_TRANSACTION}""",
    Column.BALANCE: "余额 账户余额 本次余额 交易后余额 当前余额 联机余额 balance",
    Column.PAYER: """对方户名 对方单位名称 对方单位 对方名称 对方账号名称 对方账户名称 对方账户名 对方姓名 付款人名称
        付款人户名 付款方名称 付款方户名 付款人 收/付方名称 交易对手名称 交易对手 对手信息 对方 payer_name payer""",
    Column.PAYER_ACCOUNT: """对方账号 对方账户 对方卡号/账号 对方账号/卡号 对方帐号 付款人账号 付款方账号 收/付方账号 交易对手账号
        payer_account""",
    Column.PAYER_BANK: """对方开户行 对方开户机构 对方行名 对方账号开户行 对方开户行名 付款人开户行名 付款人开户行名称
        付款人开户行 付款方开户行 收/付方开户行名 对方银行 交易行名 payer_bank""",
    Column.PAYEE: "收款人名称 收款人户名 收款方名称",
    Column.PAYEE_ACCOUNT: "收款人账号 收款方账号",
    Column.NOMINAL: "名义付款人名称 名义付款人户名 名义付款人",
    Column.TEXT: """摘要 用途 交易用途 附言 交易附言 客户附言 备注 交易备注 交易说明 交易摘要 业务摘要 扩展摘要 个性化信息
        回单个性化信息 交易详情 remark purpose""",
    Column.SERIAL: """账户明细编号-交易流水号 核心唯一流水号 核心流水号 交易流水号 流水号 交易参考号 日志号 电子回单号码
        回单编号 line""",
    Column.OWN_ACCOUNT: "本方账号 本方账户 账号 账户 own_account",
    Column.CURRENCY: "币种 币别 交易货币 交易币种 记账币种 货币 currency",
}
NAMES: dict[Column, tuple[str, ...]] = {column: tuple(words.split()) for column, words in _WORDS.items()}
