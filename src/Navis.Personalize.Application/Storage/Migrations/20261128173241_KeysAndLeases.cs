using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Navis.Personalize.Application.Storage.Migrations
{
    /// <inheritdoc />
    public partial class KeysAndLeases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "LeaseUntil",
                table: "Jobs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Worker",
                table: "Jobs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "KeyVersion",
                table: "CaseKeys",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1); // What is there was made with the first key.

            migrationBuilder.AddColumn<int>(
                name: "KeyVersion",
                table: "Audit",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1); // What is there was made with the first key.

            migrationBuilder.CreateTable(
                name: "SessionKeys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    KeyVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SessionKeys", x => x.Id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SessionKeys");

            migrationBuilder.DropColumn(
                name: "LeaseUntil",
                table: "Jobs");

            migrationBuilder.DropColumn(
                name: "Worker",
                table: "Jobs");

            migrationBuilder.DropColumn(
                name: "KeyVersion",
                table: "CaseKeys");

            migrationBuilder.DropColumn(
                name: "KeyVersion",
                table: "Audit");
        }
    }
}
