using System.Text.Json;
using Activation.Domain.Scoring;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Admin.Rules;

/// <summary>Where previews are kept: any node shows how far one is, whichever runs it.</summary>
public sealed class Previews(Views views)
{
    /// <summary>Beside the log: they decide nothing, and are gone after a week.</summary>
    public static string Ddl => """
        create table if not exists hub.rules_preview (id uuid primary key, programme uuid not null, rules jsonb not null, from_on date not null,
          against text not null, state text not null, done bigint not null default 0, total bigint not null default 0, result jsonb,
          touched_at timestamptz not null default now());
        """;

    const string Columns = "id, programme, rules, from_on, against, state, done, total, result, touched_at";

    public Task<PreviewRow?> Find(Guid programme, Guid id) => views.In(programme).One<PreviewRow>(
        $"select {Columns} from hub.rules_preview where programme = @programme and id = @id", new { programme, id });

    /// <summary>The same form sent twice asks once.</summary>
    public Task Ask(ProgrammeView here, Guid id, ScoringRules rules, DateOnly from) => views.Execute(
        """
        delete from hub.rules_preview where touched_at < now() - interval '7 days';
        insert into hub.rules_preview (id, programme, rules, from_on, against, state)
        values (@id, @programme, @rules::jsonb, @from, @against, 'waiting') on conflict (id) do nothing
        """,
        new { id, programme = here.Id, rules = Json(rules), from, against = here.Rules.Newest.Rules.Version });

    /// <summary>Takes one up, once: two nodes never run the same.</summary>
    public Task<PreviewRow?> Take(Guid id) => views.Change<PreviewRow>(
        $"update hub.rules_preview set state = 'running', touched_at = now() where id = @id and state = 'waiting' returning {Columns}", new { id });

    /// <returns>False when somebody has cancelled it meanwhile.</returns>
    public async Task<bool> GoOn(Guid id, long done, long total) => await views.Execute(
        "update hub.rules_preview set done = @done, total = @total, touched_at = now() where id = @id and state = 'running'", new { id, done, total }) == 1;

    public Task Finish(Guid id, Comparison result) => views.Execute(
        "update hub.rules_preview set state = 'done', done = total, result = @result::jsonb, touched_at = now() where id = @id and state = 'running'",
        new { id, result = Json(result) });

    public Task Fail(Guid id) => views.Execute("update hub.rules_preview set state = 'failed', touched_at = now() where id = @id and state = 'running'", new { id });

    public Task Cancel(Guid programme, Guid id) => views.Execute(
        "update hub.rules_preview set state = 'cancelled', touched_at = now() where programme = @programme and id = @id and state in ('waiting', 'running')",
        new { programme, id });

    static string Json<T>(T value) => JsonSerializer.Serialize(value, RowJson.Options);
}
