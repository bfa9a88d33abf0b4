using System.Text.Json;
using System.Text.Json.Serialization;
using Funding.Domain;

namespace Funding.Engine.Sealing;

/// <summary>A sealed text is stored as its token only; it is opened with the key ring in use, and stays sealed where the key is gone.</summary>
internal sealed class SealedTextConverter : JsonConverter<SealedText>
{
    public override SealedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var token = reader.GetString() ?? "";
        return new SealedText(KeyRing.Open(token), token);
    }

    public override void Write(Utf8JsonWriter writer, SealedText value, JsonSerializerOptions options)
    {
        if (SealToken.KeyOf(value.Token) is null) throw new JsonException("A text reached the log without being sealed.");
        KeyRing.Note(value.Token);
        writer.WriteStringValue(value.Token);
    }
}
