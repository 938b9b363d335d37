"""Digests of loaded content, and who fills a line."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="formline",
            name="committee_part",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="formline",
            name="leaf_kinds",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="formversion",
            name="digest",
            field=models.CharField(default="", max_length=64),
        ),
        migrations.AddField(
            model_name="indicatorversion",
            name="digest",
            field=models.CharField(default="", max_length=64),
        ),
    ]
