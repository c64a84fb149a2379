using Activation.Domain.Statements;
using Activation.Store;

namespace Activation.Web.Features.Admin.Statements;

/// <summary>A version of what is said about personal data; the newest of its language counts.</summary>
/// <param name="Version">Counted over all statements of the programme.</param>
public sealed record PrivacyStatementRow(
    Guid Programme, string Language, int Version, string Controller, string Officer, PurposeBasis[] Bases, string Receivers, string Authority, Guid? Actor,
    DateTimeOffset At)
{
    public string BasisOf(string purpose) => Bases.FirstOrDefault(basis => basis.Purpose == purpose)?.Basis ?? "";
}

/// <summary>A version of what is said about accessibility.</summary>
public sealed record AccessibilityStatementRow(
    Guid Programme, string Language, int Version, string Shortcomings, DateOnly? TestedOn, string TestedBy, string Contact, string Authority, Guid? Actor,
    DateTimeOffset At);

public sealed class StatementProjection : IProjection
{
    public string Name => "statements";

    public int Revision => 1;

    public IReadOnlyList<Table> Tables { get; } =
    [
        Table.Of<PrivacyStatementRow>("privacy_statement", "programme", "language", "version"),
        Table.Of<AccessibilityStatementRow>("accessibility_statement", "programme", "language", "version"),
    ];

    public string Ddl => """
        create table privacy_statement (programme uuid not null, language text not null, version int not null, controller text not null, officer text not null,
          bases jsonb not null, receivers text not null, authority text not null, actor uuid, at timestamptz not null, primary key (programme, language, version));
        create table accessibility_statement (programme uuid not null, language text not null, version int not null, shortcomings text not null, tested_on date,
          tested_by text not null, contact text not null, authority text not null, actor uuid, at timestamptz not null, primary key (programme, language, version));
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        switch (recorded.Data)
        {
            case PrivacyStatementWritten e:
                rows.Add(new PrivacyStatementRow(
                    recorded.Tenant, e.Language, recorded.Version, e.Controller, e.Officer, e.Bases, e.Receivers, e.Authority, recorded.Actor, recorded.At));
                break;
            case AccessibilityStatementWritten e:
                rows.Add(new AccessibilityStatementRow(
                    recorded.Tenant, e.Language, recorded.Version, e.Shortcomings, e.TestedOn, e.TestedBy, e.Contact, e.Authority, recorded.Actor, recorded.At));
                break;
        }
    }
}
