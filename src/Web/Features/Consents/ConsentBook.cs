using System.Text.Json;
using Activation.Domain;
using Activation.Domain.Consents;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Consents;

/// <summary>What people have said yes to. Whoever shows something that needs a yes asks here each time: what is withdrawn is gone with the next page.</summary>
public sealed class ConsentBook(Views views, Streams streams, ReadModels readModels, TimeProvider clock)
{
    static readonly TimeSpan OwnChange = TimeSpan.FromSeconds(2);

    /// <summary>Those of some people who have said yes.</summary>
    /// <param name="subject">What it is about; null for the programme as a whole.</param>
    public async Task<IReadOnlySet<Guid>> Of(Guid programme, ConsentPurpose purpose, IEnumerable<Guid> people, Guid? subject = null)
    {
        var ids = people.Distinct().ToArray();
        if (ids.Length == 0) return new HashSet<Guid>();
        return (await views.In(programme).Column<Guid>(
            "select person from consent where programme = @programme and purpose = @kept and person = any(@ids) and subject = @about and withdrawn_at is null",
            new { programme, kept = Kept(purpose), ids, about = subject ?? Guid.Empty })).ToHashSet();
    }

    public async Task<bool> Holds(Guid programme, ConsentPurpose purpose, Guid person, Guid? subject = null) =>
        (await Of(programme, purpose, [person], subject)).Count > 0;

    /// <summary>Everything somebody has answered, in every programme.</summary>
    public Task<IReadOnlyList<ConsentRow>> AllOf(Guid person) => views.Everywhere.Many<ConsentRow>(
        "select * from consent where person = @person order by programme, purpose, subject", new { person });

    /// <param name="version">Of the question that the person read.</param>
    public Task<Outcome> Give(ProgrammeView here, Guid person, ConsentPurpose purpose, Guid? subject, int version, ConsentWay way) => Decide(
        here.Id, person, purpose, subject, here.Local(clock.GetUtcNow()), (state, now) => Consenting.Give(
            state, new GiveConsent(person, purpose, subject, version, way), ConsentQuestions.Current(purpose), person, now));

    public Task<Outcome> Withdraw(Guid programme, Guid person, ConsentPurpose purpose, Guid? subject, ConsentWay way) => Decide(
        programme, person, purpose, subject, clock.GetUtcNow(), (state, now) => Consenting.Withdraw(
            state, new WithdrawConsent(person, purpose, subject, way), now));

    /// <summary>Who is erased says yes to nothing any more.</summary>
    public async Task End(Guid person)
    {
        foreach (var row in (await AllOf(person)).Where(row => row.IsGiven())) await Withdraw(row.Programme, person, row.Purpose, row.About(), ConsentWay.Ended);
    }

    async Task<Outcome> Decide(
        Guid programme, Guid person, ConsentPurpose purpose, Guid? subject, DateTimeOffset now, Func<Consent, DateTimeOffset, Decision> decide)
    {
        // Yes, no and yes again are three answers: only a state that stands already is no new one, and that the decision knows.
        var writer = new Writer(programme, person, now, Guid.CreateVersion7());
        var outcome = await streams.Decide(StreamNames.Consent(programme, person, purpose, subject), writer, state => decide(state, now));
        if (outcome is Done done) await readModels.WaitFor(done.Position, OwnChange);
        return outcome;
    }

    static string Kept(ConsentPurpose purpose) => JsonNamingPolicy.SnakeCaseLower.ConvertName(purpose.ToString());
}
