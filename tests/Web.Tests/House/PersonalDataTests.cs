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
    public void Every_stored_word_is_somebodys_own_or_the_programmes()
    {
        var words = EventNames.All().Shapes().Where(entry => entry.Shape.Properties.Any(property => Words(property.PropertyType))).Select(entry => entry.Name);
        Assert.That(words, Is.EquivalentTo(FreeTexts.ByEvent.Keys.Concat(FreeTexts.OfTheProgramme)));
    }

    [Test]
    public void Every_field_of_words_is_a_field_of_its_event()
    {
        var shapes = EventNames.All().Shapes().ToDictionary(entry => entry.Name, entry => entry.Shape);
        var wrong = FreeTexts.ByEvent.SelectMany(words => words.Value.Select(field => (Event: words.Key, Field: field)))
            .Where(word => shapes[word.Event].Properties.All(property => property.Name != word.Field.Split('.')[0]));
        Assert.That(wrong, Is.Empty);
    }

    /// <summary>A name there is that of a thing.</summary>
    static readonly string[] NotOfPeople = ["hub.signing_key"];

    static bool Words(Type type) =>
        type == typeof(string) || (type.IsArray && Words(type.GetElementType()!))
        || (type.Namespace?.StartsWith("Activation.Domain", StringComparison.Ordinal) == true && type.IsClass && type.GetProperties().Any(property => Words(property.PropertyType)));
}
