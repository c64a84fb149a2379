using System.Text.Json.Serialization.Metadata;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.House;

/// <summary>Nothing about a person is kept where nobody would look for it.</summary>
public sealed class PersonalDataTests
{
    static readonly string[] Telling = ["person", "member", "name", "email", "phone", "address", "recipient"];

    [Test]
    public async Task Every_table_that_tells_about_a_person_is_on_the_list_of_what_is_shown_and_erased()
    {
        await using var hub = await TestHub.Empty();
        var telling = await hub.Views.Column<string>(
            "select distinct table_schema || '.' || table_name from information_schema.columns where table_schema = 'hub' and column_name = any(@Telling)", new { Telling });
        Assert.That(telling.Except(PersonalTables.OnlyNumbers).Except(NotOfPeople), Is.EquivalentTo(PersonalTables.All.Select(table => table.Table)));
    }

    [Test]
    public void Every_field_of_letters_in_the_log_is_somebodys_words_or_has_a_reason_why_it_is_not()
    {
        var letters = EventNames.All().Shapes().SelectMany(entry => Letters(entry.Shape, entry.Name)).Distinct();
        var known = FreeTexts.ByEvent.SelectMany(words => words.Value.Select(field => $"{words.Key}.{field}")).Concat(FreeTexts.NoWords.Values.SelectMany(fields => fields));
        Assert.That(letters, Is.EquivalentTo(known));
    }

    /// <summary>A name there is that of a thing.</summary>
    static readonly string[] NotOfPeople = ["hub.signing_key"];

    /// <summary>Every place where a text stands, as the log writes it.</summary>
    static IEnumerable<string> Letters(JsonTypeInfo shape, string path) => shape.Kind switch
    {
        JsonTypeInfoKind.Object => shape.Properties.SelectMany(property => Letters(shape.Options.GetTypeInfo(property.PropertyType), $"{path}.{property.Name}")),
        JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary => Letters(shape.Options.GetTypeInfo(shape.ElementType!), path),
        _ => shape.Type == typeof(string) ? [path] : [],
    };
}
