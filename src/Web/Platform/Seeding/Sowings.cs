namespace Activation.Web.Platform.Seeding;

/// <summary>Remembers which programmes were sown, and from which day their days are counted: one that was cut off goes on where it stopped.</summary>
public sealed class Sowings(Views views)
{
    public static string Ddl => """
        create schema if not exists hub;
        create table if not exists hub.sowing (slug text primary key, anchor timestamptz not null, finished boolean not null);
        """;

    /// <summary>The moment from which the days of a programme's seed data are counted: that of the first attempt.</summary>
    public async Task<DateTimeOffset> Begin(string slug, DateTimeOffset now)
    {
        await views.Execute("insert into hub.sowing values (@slug, @now, false) on conflict (slug) do nothing", new { slug, now });
        return await views.Everywhere.Value<DateTimeOffset>("select anchor from hub.sowing where slug = @slug", new { slug });
    }

    public Task Finish(string slug) => views.Execute("update hub.sowing set finished = true where slug = @slug", new { slug });

    public Task<bool> WasCutOff() => views.Everywhere.Value<bool>("select exists (select from hub.sowing where not finished)");
}
