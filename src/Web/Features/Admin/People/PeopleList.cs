using System.Text.Json;
using Activation.Domain.Members;
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
}

/// <summary>The people of a programme.</summary>
public sealed class PeopleList(Views views)
{
    public const int PageSize = 50;

    const string Select = """
        select m.member, p.name, case when not m."left" then p.email end as email, case when not m."left" then p.phone end as phone, m.municipality, m.roles, m.deputy_for, m."left", m.away_from, m.away_to
          from member m left join hub.person p on p.person = m.member where m.programme = @Id
        """;

    const string Where = """
         and m."left" = @Left and (@municipality = '' or m.municipality = @municipality) and (@role = '' or @role = any(m.roles))
         and (@text = '' or strpos(lower(p.name), @text) > 0 or (not m."left" and strpos(lower(p.email), @text) > 0))
        """;

    /// <param name="page">From 1.</param>
    public Task<IReadOnlyList<ListedPerson>> Find(ProgrammeView here, PeopleCut cut, int page) => views.Many<ListedPerson>(
        $"{Select} {Where} order by p.name nulls last, m.member limit {PageSize} offset @skip", Parameters(here, cut, page));

    public Task<int> Count(ProgrammeView here, PeopleCut cut) => views.Value<int>(
        $"select count(*)::int from member m left join hub.person p on p.person = m.member where m.programme = @Id {Where}", Parameters(here, cut, 1));

    public Task<IReadOnlyList<ListedPerson>> All(ProgrammeView here, PeopleCut cut) =>
        views.Many<ListedPerson>($"{Select} {Where} order by p.name nulls last, m.member", Parameters(here, cut, 1));

    public Task<ListedPerson?> One(ProgrammeView here, Guid member) =>
        views.One<ListedPerson>($"{Select} and m.member = @member", new { here.Id, member });

    static object Parameters(ProgrammeView here, PeopleCut cut, int page) => new
    {
        here.Id, cut.Left, municipality = Clean(cut.Municipality), role = cut.Role is { } role ? JsonNamingPolicy.SnakeCaseLower.ConvertName(role.ToString()) : "",
        text = Clean(cut.Text), skip = (Math.Clamp(page, 1, 10_000) - 1) * PageSize,
    };

    // PostgreSQL keeps no NUL, and half a character is none.
    static string Clean(string? text) => new string([.. (text ?? "").Trim().ToLowerInvariant().Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(100)]);
}
