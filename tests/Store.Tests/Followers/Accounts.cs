using System.Text.Json.Serialization;

namespace Activation.Store.Tests.Followers;

sealed record Opened(Guid Account, string Name);

sealed record Paid(Guid Account, long Amount);

sealed record Closed(Guid Account);

[JsonSerializable(typeof(Opened)), JsonSerializable(typeof(Paid)), JsonSerializable(typeof(Closed))]
sealed partial class AccountJson : JsonSerializerContext;

enum AccountStanding
{
    InCredit,
    Overdrawn,
}

sealed record LastPayment(long Amount, string[] Tags);

sealed record AccountRow(
    Guid Id, string Name, AccountStanding Standing, long Balance, long[] Recent, DateOnly OpenedOn, DateTimeOffset ChangedAt, LastPayment? Last);

sealed record PaymentRow(long Position, Guid Account, long Amount);

sealed record TotalRow(string Name, long Amount, long Payments);

/// <summary>A projection with everything in it: rows changed, removed and added, arrays, enums, dates and a sub-object.</summary>
class AccountProjection : IProjection
{
    public static readonly EventTypes Types = new EventTypes()
        .Add("opened", AccountJson.Default.Opened).Add("paid", AccountJson.Default.Paid).Add("closed", AccountJson.Default.Closed);

    public virtual string Name => "accounts";

    public virtual string Ddl => """
        create table account (id uuid primary key, name text not null, standing text not null, balance bigint not null,
            recent bigint[] not null, opened_on date not null, changed_at timestamptz not null, last jsonb);
        create index on account (balance);
        create table payment (position bigint primary key, account uuid not null, amount bigint not null);
        create table total (name text primary key, amount bigint not null, payments bigint not null)
        """;

    public virtual int Revision => 1;

    public IReadOnlyList<Table> Tables { get; } =
        [Table.Of<AccountRow>("account", "id"), Table.Of<PaymentRow>("payment", "position"), Table.Of<TotalRow>("total", "name")];

    public virtual void Wants(Recorded recorded, Wanted wanted)
    {
        if (recorded.Data is not Paid paid) return;
        wanted.Row<AccountRow>(paid.Account);
        wanted.Row<TotalRow>("all");
    }

    public virtual void Fold(Recorded recorded, Rows rows)
    {
        switch (recorded.Data)
        {
            case Opened opened:
                var on = DateOnly.FromDateTime(recorded.At.UtcDateTime);
                rows.Put(new AccountRow(opened.Account, opened.Name, AccountStanding.InCredit, 0, [], on, recorded.At, null), opened.Account);
                break;
            case Paid paid:
                Pay(recorded, paid, rows);
                break;
            case Closed closed:
                rows.Remove<AccountRow>(closed.Account);
                break;
        }
    }

    static void Pay(Recorded recorded, Paid paid, Rows rows)
    {
        rows.Add(new PaymentRow(recorded.Position, paid.Account, paid.Amount));
        var total = rows.Find<TotalRow>("all") ?? new TotalRow("all", 0, 0);
        rows.Put(total with { Amount = total.Amount + paid.Amount, Payments = total.Payments + 1 }, "all");
        if (rows.Find<AccountRow>(paid.Account) is not { } account) return;
        var balance = account.Balance + paid.Amount;
        rows.Put(
            account with
            {
                Balance = balance,
                Standing = balance < 0 ? AccountStanding.Overdrawn : AccountStanding.InCredit,
                Recent = [.. account.Recent.TakeLast(2), paid.Amount],
                ChangedAt = recorded.At,
                Last = new(paid.Amount, ["även", "å\0ä"]),
            },
            paid.Account);
    }
}
