using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Activation.Web.Platform.Hosting;

/// <summary>The keys that sign cookies, kept in the database so that every node reads what another one signed.</summary>
public sealed class KeyRing(NpgsqlDataSource database) : IXmlRepository
{
    public static string Ddl => """
        create schema if not exists hub;
        create table if not exists hub.signing_key (name text primary key, xml text not null);
        """;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.CreateCommand("select xml from hub.signing_key");
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read()) keys.Add(XElement.Parse(reader.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.CreateCommand("insert into hub.signing_key values ($1, $2) on conflict (name) do update set xml = excluded.xml");
        command.Parameters.AddWithValue(friendlyName);
        command.Parameters.AddWithValue(element.ToString(SaveOptions.DisableFormatting));
        command.ExecuteNonQuery();
    }
}
