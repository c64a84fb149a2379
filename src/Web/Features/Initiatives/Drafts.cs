using System.Text.Json;
using Activation.Store.Followers;
using Activation.Web.Features.Activities;
using Activation.Web.Platform;

namespace Activation.Web.Features.Initiatives;

/// <summary>An idea that is being written and that nobody else has seen.</summary>
/// <param name="Initiative">What it will be called when it is sent: sending it from two windows proposes it once.</param>
public sealed record Draft(Guid Programme, Guid Member, Guid Initiative, IdeaForm Idea, PlanForm Plan, DateTimeOffset ChangedAt)
{
    public static Draft New(Guid programme, Guid member, DateTimeOffset now) => new(programme, member, Guid.CreateVersion7(), new(), new(), now);
}

/// <summary>What is being written, one draft a member and programme, so that a closed window loses nothing.</summary>
public sealed class Drafts(Views views)
{
    /// <summary>More than any form holds that a person filled in.</summary>
    const int LargestInCharacters = 64 * 1024;

    public static string Ddl => """
        create table if not exists hub.draft (programme uuid not null, member uuid not null, initiative uuid not null, idea jsonb not null,
          plan jsonb not null, changed_at timestamptz not null, primary key (programme, member));
        """;

    public Task<Draft?> Find(Guid programme, Guid member) =>
        views.One<Draft>("select * from hub.draft where programme = @programme and member = @member", new { programme, member });

    /// <returns>False when it is too large to keep.</returns>
    public async Task<bool> Keep(Draft draft)
    {
        var idea = JsonSerializer.Serialize(draft.Idea, RowJson.Options);
        var plan = JsonSerializer.Serialize(draft.Plan, RowJson.Options);
        if (idea.Length + plan.Length > LargestInCharacters) return false;
        await views.Execute(
            """
            insert into hub.draft (programme, member, initiative, idea, plan, changed_at)
            values (@Programme, @Member, @Initiative, @idea::jsonb, @plan::jsonb, @ChangedAt)
            on conflict (programme, member) do update
            set initiative = excluded.initiative, idea = excluded.idea, plan = excluded.plan, changed_at = excluded.changed_at
            """,
            new { draft.Programme, draft.Member, draft.Initiative, idea, plan, draft.ChangedAt });
        return true;
    }

    public Task Remove(Guid programme, Guid member) =>
        views.Execute("delete from hub.draft where programme = @programme and member = @member", new { programme, member });
}
