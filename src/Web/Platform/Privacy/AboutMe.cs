using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Platform.Privacy;

/// <summary>One kind of thing that is known about a person.</summary>
public sealed record AboutSection(string Name, IReadOnlyList<JsonObject> Rows);

/// <summary>Everything a hub knows about a person, for that person: as one document for programs and as lists for a spreadsheet.</summary>
public sealed class AboutMe(Views views)
{
    static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    /// <summary>What the log tells of a person. A test asks for every column there that says who, so that none is left out but on purpose.</summary>
    public static IReadOnlyList<(string Name, string Sql)> Deeds { get; } =
    [
        ("memberships", """
            select g.name as programme, coalesce(t.name, m.municipality) as municipality, m.roles, m.deputy_for, m."left" as has_left, m.away_from, m.away_to
              from member m join programme g using (programme) left join municipality t on t.programme = m.programme and t.municipality = m.municipality
             where m.member = @person order by g.name
            """),
        ("initiatives", """
            select g.name as programme, i.number, i.title, i.description, i.values, i.metrics, i.state, i.proposed_at
              from initiative i join programme g using (programme) where i.proposer = @person order by i.proposed_at
            """),
        ("activities", """
            select i.number as initiative, a.title, a.plan, a.state, a.planned_at, a.responsible, a.place, a.due_on, a.carried_out_on, a.note
              from activity a join initiative i using (initiative) where a.owner = @person order by a.planned_at
            """),
        ("votes", "select i.number as initiative, i.title, b.stance, b.at from ballot b join initiative i using (initiative) where b.member = @person and b.origin is null order by b.at"),
        ("pledges", "select i.number as initiative, i.title, p.offer, p.at from pledge p join initiative i using (initiative) where p.member = @person and p.origin is null order by p.at"),
        ("ratings", """
            select i.number as initiative, a.title, r.part, r.grade, r.note, r.at
              from rating r join activity a using (activity) join initiative i on i.initiative = r.initiative where r.member = @person order by r.at
            """),
        ("comments", """
            select i.number as initiative, s.slug as story, c.text, c.at, c.moderation ->> 'step' as moderation, c.moderation ->> 'why' as why, c.moderation ->> 'appeal' as appeal,
                   c.moderation ->> 'verdict' as verdict
              from comment c join initiative i using (initiative) left join story s on s.story = c.story where c.author = @person order by c.at
            """),
        ("taken_back", """
            select g.name as programme, p.kind, p.since, p.until from past_answer p join programme g using (programme) where p.member = @person
            union all select g.name, 'said', c.since, c.until from past_comment c join programme g using (programme) where c.author = @person order by since
            """),
        ("mentions", """
            select i.number as initiative, s.slug as story, c.at
              from comment c join initiative i using (initiative) left join story s on s.story = c.story where @person = any(c.mentioned) order by c.at
            """),
        ("reactions", """
            select i.number as initiative, r.kind, r.at from reaction r join comment c using (comment) join initiative i using (initiative) where r.member = @person order by r.at
            """),
        ("reports", """
            select i.number as initiative, r ->> 'why' as why, r ->> 'words' as words, r ->> 'at' as at
              from comment c join initiative i using (initiative) cross join lateral jsonb_array_elements(c.reports) r where r ->> 'member' = @person::text order by r ->> 'at'
            """),
        ("follows", """
            select g.name as programme, i.number as initiative, s.slug as story, f.follows, f.at
              from follow f join programme g using (programme) join initiative i using (initiative) left join story s on s.story = f.story where f.member = @person order by f.at
            """),
        ("walks", """
            select g.name as programme, w.number, w.title, w.place, w.starts_at, w.leader = @person as led
              from walk w join programme g using (programme)
             where w.leader = @person or exists (select from walk_seat s where s.walk = w.walk and s.guest = @person) order by w.starts_at
            """),
        ("works", """
            select g.name as programme, w.title as course, c.licence, c.shows_name, c.step, c.reason, c.submitted_at
              from course_work c join programme g using (programme) join walk w on w.walk = c.walk
             where c.guest = @person or exists (select from hub.work k join hub.person p on p.person = @person where k.work = c.work and (k.person = p.person or k.email = lower(p.email)))
             order by c.submitted_at
            """),
        ("consents", """
            select g.name as programme, c.purpose, c.version, c.given_by, c.given_at, c.withdrawn_by, c.withdrawn_at
              from consent c join programme g using (programme) where c.person = @person order by c.given_at
            """),
        ("points", "select g.name as programme, c.audience, c.since from points_choice c join programme g using (programme) where c.member = @person"),
        ("badges", """
            select g.name as programme, b.badge, b.earned_at, i.number as initiative
              from badge b join programme g using (programme) join initiative i using (initiative) where b.member = @person order by b.earned_at
            """),
        ("deeds", """
            select g.name as programme, d.kind, d.at, i.number as initiative
              from deed d join programme g using (programme) join initiative i using (initiative) where d.member = @person order by d.position
            """),
        ("terms", """
            select g.name as programme, coalesce(t.name, s.municipality) as municipality, s.roles, s.deputy_for, s.since, s.until
              from membership s join programme g using (programme) left join municipality t on t.programme = s.programme and t.municipality = s.municipality
             where s.member = @person order by s.since
            """),
        ("values", """
            select g.name as programme, v.number as metric, v.municipality, v.year, v.day, v.value, v.comparison, v.source, v.reason, v.at
              from metric_value v join programme g using (programme) where v.member = @person order by v.position
            """),
        ("sign_offs", """
            select g.name as programme, s.number as metric, s.year, s.municipality, s.value, s.comment, s.at
              from sign_off s join programme g using (programme) where s.member = @person order by s.position
            """),
        ("stories", """
            select g.name as programme, w.language, w.title, w.lead, w.body, w.time, w.cost, w.learnt, w.at
              from story_writing w join programme g using (programme) where w.by = @person order by w.position
            """),
        ("named", """
            select g.name as programme, i.number as initiative, s.state -> 'people' ->> @person::text as answer
              from story s join programme g using (programme) join initiative i using (initiative) where s.state -> 'people' ? @person::text order by s.drafted_at
            """),
        ("acts", """
            select g.name as programme, a.kind, a.at, i.number as initiative, trim(translate(a.detail, E'\t', ' ')) as detail
              from audit a join programme g using (programme) left join initiative i using (initiative) where a.actor = @person order by a.position
            """),
        ("decisions", """
            select g.name as programme, a.kind, a.at, trim(translate(a.detail, E'\t', ' ')) as detail
              from audit a join programme g using (programme) where a.member = @person and a.actor is distinct from @person order by a.position
            """),
        ("history", """
            select g.name as programme, i.number as initiative, h.kind, h.at, h.reason
              from happening h join initiative i using (initiative) join programme g on g.programme = h.programme where h.actor = @person order by h.position
            """),
    ];

    public async Task<IReadOnlyList<AboutSection>> Of(Guid person)
    {
        var kept = PersonalTables.All.Reverse()
            .Select(table => (Name: table.Table.Split('.')[^1], Sql: $"select {table.Shown} from {table.Table} where {table.Person} = @person"));
        var sections = new List<AboutSection>();
        foreach (var (name, sql) in kept.Concat(Deeds))
        {
            var rows = await views.Everywhere.Column<string>($"select row_to_json(q)::text from ({sql}) q", new { person });
            sections.Add(new AboutSection(name, [.. rows.Select(row => JsonNode.Parse(row)!.AsObject())]));
        }

        return sections;
    }

    public async Task<byte[]> Zip(Guid person)
    {
        var sections = await Of(person);
        using var bytes = new MemoryStream();
        await using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var document = new JsonObject(sections.Select(section => KeyValuePair.Create(section.Name, (JsonNode?)new JsonArray([.. section.Rows.Select(row => row.DeepClone())]))));
            await Put(zip, "about-me.json", JsonSerializer.SerializeToUtf8Bytes(document, Readable));
            foreach (var section in sections.Where(section => section.Rows.Count > 0)) await Put(zip, $"{section.Name}.csv", Csv(section));
        }

        return bytes.ToArray();
    }

    static byte[] Csv(AboutSection section)
    {
        var columns = section.Rows[0].Select(cell => cell.Key).ToList();
        return CsvFile.Of(section.Name, columns, section.Rows.Select(row => columns.Select(column => (object?)Cell(row[column])).ToArray())).FileContents;
    }

    static string? Cell(JsonNode? value) => value switch
    {
        null => null,
        JsonArray items when items.All(item => item is JsonValue) => string.Join(", ", items),
        JsonValue one => one.ToString(),
        _ => value.ToJsonString(Readable),
    };

    static async Task Put(ZipArchive zip, string name, byte[] content)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync();
        await entry.WriteAsync(content);
    }
}
