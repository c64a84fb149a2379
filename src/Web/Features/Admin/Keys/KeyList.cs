using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Admin.Keys;

/// <summary>A key of a member's, as those see it who administer the programme: everything but the key.</summary>
/// <param name="Weak">Made without a second factor by somebody who administers a programme: it opens nothing.</param>
public sealed record ListedKey(
    Guid Token, Guid Member, string Owner, string Name, string[] Scopes, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt,
    DateTimeOffset? ExpiresAt, bool Weak)
{
    public bool IsGood(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);
}

/// <summary>Which keys one looks for.</summary>
/// <param name="Text">A part of what a key or its owner is called, in small letters.</param>
/// <param name="All">Those too that are good no longer.</param>
public sealed record KeyCut(string Text, bool All);

/// <summary>The keys of those who are in a programme. A key is of a person and not of a programme: whose are shown is asked of the members of this one.</summary>
public sealed class KeyList(Views views)
{
    public const int PageSize = 50;

    static readonly string Select = $"""
        select t.token, t.person as member, p.name as owner, t.name, t.scopes, t.created_at, t.last_used_at, t.revoked_at, t.expires_at,
               not t.strong and not t.invented and {Platform.Identity.Sessions.AdministersIn("t.person")} as weak
        """;

    const string Where = """
         from hub.token t join member m on m.programme = @Id and m.member = t.person and not m."left" join hub.person p on p.person = t.person
        where (@All or (t.revoked_at is null and (t.expires_at is null or t.expires_at > @now)))
          and (@Text = '' or strpos(lower(t.name), @Text) > 0 or strpos(lower(p.name), @Text) > 0)
        """;

    /// <param name="page">From 1.</param>
    public Task<IReadOnlyList<ListedKey>> Find(ProgrammeView here, KeyCut cut, int page, DateTimeOffset now) => views.Everywhere.Many<ListedKey>(
        $"{Select} {Where} order by t.created_at desc, t.token limit {PageSize} offset @skip", new { here.Id, cut.Text, cut.All, now, skip = (page - 1) * PageSize });

    public Task<int> Count(ProgrammeView here, KeyCut cut, DateTimeOffset now) =>
        views.Everywhere.Value<int>($"select count(*)::int {Where}", new { here.Id, cut.Text, cut.All, now });

    /// <summary>Null when it is of nobody here.</summary>
    public Task<ListedKey?> One(ProgrammeView here, Guid token, DateTimeOffset now) => views.Everywhere.One<ListedKey>(
        $"{Select} {Where} and t.token = @token", new { here.Id, Text = "", All = true, now, token });
}
