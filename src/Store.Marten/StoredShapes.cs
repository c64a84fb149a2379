using System.Buffers;
using System.Text;
using Marten;
using Marten.Services;

namespace Activation.Store.Marten;

/// <summary>Marten's own serializer, except that events are written as the stored names say: the same JSON in every engine.</summary>
sealed class StoredShapes(EventTypes types) : SystemTextJsonSerializer, ISerializer
{
    string Weasel.Storage.IStorageSerializer.ToJson(object? document) => types.Knows(document) ? types.Write(document!) : ToJson(document);

    void Weasel.Storage.IStorageSerializer.WriteTo(IBufferWriter<byte> writer, object? value)
    {
        if (types.Knows(value)) Encoding.UTF8.GetBytes(types.Write(value!), writer);
        else WriteTo(writer, value);
    }
}
