using System.Text.Json;
using Activation.Domain.Members;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Admin.People;

/// <summary>Somebody in a programme, as those who lead it see them.</summary>
/// <param name="Name">Null for who was erased.</param>
/// <param name="Email">Null, as the phone is, for who has left: how they are reached since then is not this programme's to know.</param>
public sealed record ListedPerson(
    Guid Member, string? Name, string? Email, string? Phone, string Municipality, Role[] Roles, string[] DeputyFor, bool Left, DateOnly? AwayFrom, DateOnly? AwayTo)
{
    public bool IsAway(DateOnly today) => AwayFrom <= today && today <= AwayTo;
}

/// <summary>Whom one looks for.</summary>
/// <param name="Text">A part of the name or the address.</param>
public sealed record PeopleCut(string? Text, string? Municipality, Role? Role, bool Left)
{
    public bool IsWhole => string.IsNullOrWhiteSpace(Text) && string.IsNullOrEmpty(Municipality) && Role is null && !Left;

    /// <summary>In small letters, as the tables can be asked for it; empty for everybody.</summary>
    public string LooksFor => Plain(Text);

    public string In => Plain(Municipality);

    static string Plain(string? text) => Lookup.Plain(text?.Trim().ToLowerInvariant());
}

/// <summary>The people of a programme.</summary>
public sealed class PeopleList(Views views, SharedReads reads)
{
    public const int PageSize = 50;

    const string Columns = """
        select m.member, p.name, case when not m."left" then p.email end as email, case when not m."left" then p.phone end as phone, m.municipality, m.roles, m.deputy_for, m."left", m.away_from, m.away_to
        """;

    const string InProgramme = """
        m.programme = @Id and m."left" = @Left and (@municipality = '' or m.municipality = @municipality) and (@role = '' or @role = any(m.roles))
        """;

    const string Fits = """(strpos(lower(p.name), @text) > 0 or not m."left" and strpos(lower(p.email), @text) > 0)""";

    /// <param name="page">From 1.</param>
    public Task<IReadOnlyList<ListedPerson>> Find(ProgrammeView here, PeopleCut cut, int page) => views.Many<ListedPerson>($"{InOrder(cut)} limit {PageSize} offset @skip", Parameters(here, cut, page));

    public Task<int> Count(ProgrammeView here, PeopleCut cut) => cut.LooksFor.Length == 0 ? CountAll(here, cut) : views.Value<int>(
        $"select count(*)::int from member m join hub.person p on p.person = m.member where {InProgramme} {And(cut)}", Parameters(here, cut));

    public Task<IReadOnlyList<ListedPerson>> All(ProgrammeView here, PeopleCut cut) => views.Many<ListedPerson>($"{InOrder(cut)} order by name nulls last, member", Parameters(here, cut));

    public Task<ListedPerson?> One(ProgrammeView here, Guid member) =>
        views.One<ListedPerson>($"{Columns} from member m left join hub.person p on p.person = m.member where m.programme = @Id and m.member = @member", new { here.Id, member });

    // Who there is changes by what happens, and is the same for everybody who asks; what they are called changes without.
    async Task<int> CountAll(ProgrammeView here, PeopleCut cut) => (await reads.Deeds.Many<Counted>(here.Id, $"select count(*)::int as count from member m where {InProgramme}", Parameters(here, cut)))[0].Count;

    /// <summary>By name, and then those who have none any more, whom no words find. In two, so that a page comes in the order of an index, however many there are.</summary>
    static string InOrder(PeopleCut cut) => $"""
        select * from (({Columns} from hub.person p join member m on m.member = p.person where {InProgramme} {And(cut)} order by p.name, p.person limit @upTo)
          union all ({Columns} from member m left join hub.person p on p.person = m.member where {InProgramme} and p.person is null {(cut.LooksFor.Length == 0 ? "" : "and false")} order by m.member limit @upTo)) listed
        """;

    static string And(PeopleCut cut) => cut.LooksFor.Length == 0 ? "" : $"and {Fits}";

    static object Parameters(ProgrammeView here, PeopleCut cut) => Parameters(here, cut, 1, upTo: null);

    static object Parameters(ProgrammeView here, PeopleCut cut, int page) => Parameters(here, cut, page, Math.Clamp(page, 1, 10_000) * PageSize);

    /// <param name="upTo">Null for all.</param>
    static object Parameters(ProgrammeView here, PeopleCut cut, int page, int? upTo) => new
    {
        here.Id, cut.Left, municipality = cut.In, role = cut.Role is { } role ? JsonNamingPolicy.SnakeCaseLower.ConvertName(role.ToString()) : "",
        text = cut.LooksFor, upTo, skip = (Math.Clamp(page, 1, 10_000) - 1) * PageSize,
    };

    sealed record Counted(int Count);
}
