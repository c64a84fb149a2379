using Activation.Domain.Consents;
using Activation.Store;

namespace Activation.Web.Features.Consents;

/// <summary>What one person last said to one question in a programme.</summary>
/// <param name="Subject">What it is about; <see cref="Guid.Empty"/> for the programme as a whole.</param>
/// <param name="Version">Of the question that was said yes to.</param>
/// <param name="WithdrawnAt">Null while it is a yes.</param>
public sealed record ConsentRow(
    Guid Programme, Guid Person, ConsentPurpose Purpose, Guid Subject, int Version, ConsentWay GivenBy, DateTimeOffset GivenAt, ConsentWay? WithdrawnBy,
    DateTimeOffset? WithdrawnAt)
{
    // Methods: properties would be columns.
    public bool IsGiven() => WithdrawnAt is null;

    public Guid? About() => Subject == Guid.Empty ? null : Subject;
}

public sealed class ConsentProjection : IProjection
{
    public string Name => "consents";

    public int Revision => 1;

    public IReadOnlyList<Table> Tables { get; } = [Table.Of<ConsentRow>("consent", "programme", "person", "purpose", "subject")];

    public string Ddl => """
        create table consent (programme uuid not null, person uuid not null, purpose text not null, subject uuid not null, version int not null,
          given_by text not null, given_at timestamptz not null, withdrawn_by text, withdrawn_at timestamptz, primary key (programme, person, purpose, subject));
        create index consent_person on consent (person);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (recorded.Data is ConsentWithdrawn e) wanted.Row<ConsentRow>(recorded.Tenant, e.Person, e.Purpose, e.Subject ?? Guid.Empty);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        switch (recorded.Data)
        {
            case ConsentGiven e:
                Put(new ConsentRow(recorded.Tenant, e.Person, e.Purpose, e.Subject ?? Guid.Empty, e.Version, e.Way, recorded.At, null, null), rows);
                break;
            case ConsentWithdrawn e when rows.Find<ConsentRow>(recorded.Tenant, e.Person, e.Purpose, e.Subject ?? Guid.Empty) is { } given:
                Put(given with { WithdrawnBy = e.Way, WithdrawnAt = recorded.At }, rows);
                break;
        }
    }

    static void Put(ConsentRow row, Rows rows) => rows.Put(row, row.Programme, row.Person, row.Purpose, row.Subject);
}
